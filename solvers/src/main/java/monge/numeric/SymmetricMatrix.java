package monge.numeric;

import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The eigen-decomposition {@code S = V diag(l) V'} of a symmetric matrix, from which functions of
 * the matrix are made. O(d^3).
 */
public final class SymmetricMatrix {

  private final DMatrixRMaj vectors;
  private final double[] values;

  private SymmetricMatrix(DMatrixRMaj vectors, double[] values) {
    this.vectors = vectors;
    this.values = values;
  }

  /**
   * Decomposes the symmetric part of a square matrix.
   *
   * @throws ArithmeticException if an entry is not finite
   */
  public static SymmetricMatrix of(DMatrixRMaj matrix) {
    int d = matrix.numRows;
    DMatrixRMaj symmetric = new DMatrixRMaj(d, d);
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        symmetric.set(i, j, 0.5 * (matrix.get(i, j) + matrix.get(j, i)));
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, true, true);
    if (!eigen.decompose(symmetric)) {
      throw new ArithmeticException(
          "the eigen-decomposition of a %d×%d matrix failed: are all entries finite?"
              .formatted(d, d));
    }
    DMatrixRMaj vectors = new DMatrixRMaj(d, d);
    double[] values = new double[d];
    for (int k = 0; k < d; k++) {
      values[k] = eigen.getEigenvalue(k).getReal();
      DMatrixRMaj vector = eigen.getEigenVector(k);
      for (int i = 0; i < d; i++) {
        vectors.set(i, k, vector.get(i));
      }
    }
    return new SymmetricMatrix(vectors, values);
  }

  /** The same of a matrix by rows. */
  public static SymmetricMatrix of(double[][] matrix) {
    return of(new DMatrixRMaj(matrix));
  }

  /** The largest eigenvalue. */
  public double largest() {
    double max = Double.NEGATIVE_INFINITY;
    for (double l : values) {
      max = Math.max(max, l);
    }
    return max;
  }

  /** The smallest eigenvalue. */
  public double smallest() {
    double min = Double.POSITIVE_INFINITY;
    for (double l : values) {
      min = Math.min(min, l);
    }
    return min;
  }

  /** {@code V diag(f(l)) V'}. */
  public DMatrixRMaj map(DoubleUnaryOperator f) {
    int d = values.length;
    DMatrixRMaj scaled = vectors.copy();
    for (int k = 0; k < d; k++) {
      double value = f.applyAsDouble(values[k]);
      for (int i = 0; i < d; i++) {
        scaled.set(i, k, scaled.get(i, k) * value);
      }
    }
    DMatrixRMaj result = new DMatrixRMaj(d, d);
    CommonOps_DDRM.multTransB(scaled, vectors, result);
    return result;
  }

  /** The positive semi-definite root; negative eigenvalues, which are rounding, count as 0. */
  public DMatrixRMaj root() {
    return map(l -> Math.sqrt(Math.max(0, l)));
  }

  /**
   * The inverse of the root on the span of the eigenvalues above {@code floor}, and 0 elsewhere.
   */
  public DMatrixRMaj inverseRoot(double floor) {
    return map(l -> l > floor ? 1 / Math.sqrt(l) : 0);
  }
}
