package monge.solver.gaussian;

import monge.measure.GaussianMeasure;
import monge.numeric.SymmetricMatrix;
import monge.projection.AffineMap;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The symmetric positive semi-definite A with {@code A S1 A = S2}, and {@code T(x) = m2 + A (x -
 * m1)}.
 *
 * <pre>
 *   A = S1^{-1/2} (S1^{1/2} S2 S1^{1/2})^{1/2} S1^{-1/2}                     S1 regular
 *   A = S2^{1/2} ((S2^{1/2} S1 S2^{1/2})^{1/2})^+ S2^{1/2}                   any S1
 * </pre>
 *
 * The second form agrees with the first for regular S1; for singular S1 it carries S1 to S2 iff
 * {@code rank(S2^{1/2} S1 S2^{1/2}) = rank S2}, and otherwise no linear map does. In between
 * rounding decides which is better, so both are made and the smaller residual wins.
 *
 * @param residual {@code max |A S1 A - S2|} as a share of {@code max |S2|}
 */
record BrenierMap(AffineMap map, double residual) {

  /** Residuals above this share mean that no linear map exists; rounding stays far below. */
  static final double LARGEST_RESIDUAL = 1e-7;

  /** Eigenvalues below this share of the largest are taken for 0 in the pseudo-inverse. */
  private static final double RANK_FLOOR = 1e-13;

  static BrenierMap between(GaussianMeasure source, GaussianMeasure target) {
    DMatrixRMaj s1 = new DMatrixRMaj(source.covariance());
    DMatrixRMaj s2 = new DMatrixRMaj(target.covariance());
    SymmetricMatrix first = SymmetricMatrix.of(s1);
    DMatrixRMaj a = throughTarget(s1, s2);
    double residual = residual(a, s1, s2);
    if (first.smallest() > 0) {
      DMatrixRMaj other = throughSource(first, s2);
      double otherResidual = residual(other, s1, s2);
      if (otherResidual <= residual) {
        a = other;
        residual = otherResidual;
      }
    }
    int d = source.dimension();
    double[][] matrix = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        matrix[i][j] = 0.5 * (a.get(i, j) + a.get(j, i));
      }
    }
    double[] m1 = source.mean();
    double[] offset = target.mean();
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        offset[i] -= matrix[i][j] * m1[j];
      }
    }
    return new BrenierMap(new AffineMap(matrix, offset), residual);
  }

  boolean pushesForward() {
    return residual <= LARGEST_RESIDUAL;
  }

  private static DMatrixRMaj throughSource(SymmetricMatrix s1, DMatrixRMaj s2) {
    DMatrixRMaj root = s1.root();
    DMatrixRMaj inverse = s1.inverseRoot(0);
    return sandwich(inverse, SymmetricMatrix.of(sandwich(root, s2)).root());
  }

  private static DMatrixRMaj throughTarget(DMatrixRMaj s1, DMatrixRMaj s2) {
    DMatrixRMaj root = SymmetricMatrix.of(s2).root();
    SymmetricMatrix inner = SymmetricMatrix.of(sandwich(root, s1));
    return sandwich(root, inner.inverseRoot(RANK_FLOOR * Math.max(0, inner.largest())));
  }

  private static double residual(DMatrixRMaj a, DMatrixRMaj s1, DMatrixRMaj s2) {
    DMatrixRMaj pushed = sandwich(a, s1);
    CommonOps_DDRM.subtractEquals(pushed, s2);
    double scale = CommonOps_DDRM.elementMaxAbs(s2);
    double largest = CommonOps_DDRM.elementMaxAbs(pushed);
    return largest == 0 ? 0 : largest / (scale == 0 ? 1 : scale);
  }

  /** {@code L M L} for symmetric L. */
  private static DMatrixRMaj sandwich(DMatrixRMaj l, DMatrixRMaj m) {
    DMatrixRMaj left = new DMatrixRMaj(l.numRows, l.numRows);
    CommonOps_DDRM.mult(l, m, left);
    DMatrixRMaj both = new DMatrixRMaj(l.numRows, l.numRows);
    CommonOps_DDRM.mult(left, l, both);
    return both;
  }
}
