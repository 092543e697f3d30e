package monge.interpolation;

import monge.measure.GaussianMeasure;
import monge.numeric.SymmetricMatrix;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * McCann's path between two normal laws: normal at every t, with mean {@code (1-t) m1 + t m2} and
 * covariance {@code B_t B_t'}, where
 *
 * <pre>  B_t = (1-t) S1^{1/2} + t S2^{1/2} Q',   Q = U W',   S1^{1/2} S2^{1/2} = U D W'  (SVD)
 * </pre>
 *
 * Q turns the roots so that they are as near as can be: {@code |S1^{1/2} - S2^{1/2} Q'|_F} is the
 * Bures distance (Bhatia, Jain, Lim 2019). Where a linear map A carries S1 to S2 this is {@code A_t
 * S1 A_t} with {@code A_t = (1-t) I + t A}; singular covariances need no such map. {@code W2} grows
 * linearly along the path. O(d^3).
 */
public final class BuresGeodesic {

  private final double[] startMean;
  private final double[] endMean;
  private final DMatrixRMaj startRoot;
  private final DMatrixRMaj endRoot;

  private BuresGeodesic(
      double[] startMean, double[] endMean, DMatrixRMaj startRoot, DMatrixRMaj endRoot) {
    this.startMean = startMean;
    this.endMean = endMean;
    this.startRoot = startRoot;
    this.endRoot = endRoot;
  }

  /**
   * @throws IllegalArgumentException if the dimensions differ
   */
  public static BuresGeodesic between(GaussianMeasure start, GaussianMeasure end) {
    int d = start.dimension();
    if (end.dimension() != d) {
      throw new IllegalArgumentException(
          "the Gaussians live in dimensions %d and %d: they must agree"
              .formatted(d, end.dimension()));
    }
    DMatrixRMaj r1 = SymmetricMatrix.of(start.covariance()).root();
    DMatrixRMaj r2 = SymmetricMatrix.of(end.covariance()).root();
    DMatrixRMaj product = new DMatrixRMaj(d, d);
    CommonOps_DDRM.mult(r1, r2, product);
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(d, d, true, true, false);
    if (!svd.decompose(product)) {
      throw new ArithmeticException(
          "the singular value decomposition of a %d×%d matrix failed".formatted(d, d));
    }
    DMatrixRMaj q = new DMatrixRMaj(d, d);
    CommonOps_DDRM.mult(svd.getU(null, false), svd.getV(null, true), q);
    DMatrixRMaj turned = new DMatrixRMaj(d, d);
    CommonOps_DDRM.multTransB(r2, q, turned);
    return new BuresGeodesic(start.mean(), end.mean(), r1, turned);
  }

  /**
   * The law at time {@code t} in [0,1].
   *
   * @throws IllegalArgumentException if t lies outside
   */
  public GaussianMeasure at(double t) {
    if (!(t >= 0 && t <= 1)) {
      throw new IllegalArgumentException("t = %s: must lie in [0,1]".formatted(t));
    }
    int d = startMean.length;
    double[] mean = new double[d];
    for (int i = 0; i < d; i++) {
      mean[i] = (1 - t) * startMean[i] + t * endMean[i];
    }
    DMatrixRMaj b = new DMatrixRMaj(d, d);
    CommonOps_DDRM.add(1 - t, startRoot, t, endRoot, b);
    double[][] covariance = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = 0; k < d; k++) {
          sum += b.get(i, k) * b.get(j, k);
        }
        covariance[i][j] = sum;
        covariance[j][i] = sum;
      }
    }
    return new GaussianMeasure(mean, covariance);
  }

  /**
   * The Bures part of {@code W2^2}: {@code tr(S1 + S2 - 2 (S1^{1/2} S2 S1^{1/2})^{1/2})}, as a sum
   * of squares, so that nothing cancels for nearly equal covariances.
   */
  public double buresSquared() {
    double sum = 0;
    for (int k = 0; k < startRoot.getNumElements(); k++) {
      double d = startRoot.get(k) - endRoot.get(k);
      sum += d * d;
    }
    return sum;
  }

  /** {@code |m1 - m2|^2}, the other part of {@code W2^2}. */
  public double meanSquared() {
    double sum = 0;
    for (int i = 0; i < startMean.length; i++) {
      sum += (startMean[i] - endMean[i]) * (startMean[i] - endMean[i]);
    }
    return sum;
  }
}
