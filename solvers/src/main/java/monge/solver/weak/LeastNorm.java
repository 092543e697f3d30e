package monge.solver.weak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import monge.numeric.Kernels;

/**
 * The point of least norm in the convex hull of vectors that come one by one (Wolfe, Finding the
 * nearest point in a polytope, 1976): after each vector the least norm over the whole hull of those
 * kept is found by a few systems of the size of their number, and vectors of weight 0 are dropped.
 */
final class LeastNorm {

  /** A weight below is 0. */
  private static final double LEAST_WEIGHT = 1e-14;

  /** Keeps systems of nearly dependent vectors solvable. */
  private static final double RIDGE = 1e-14;

  private final Kernels kernels;
  private final int size;
  private final List<double[]> vectors = new ArrayList<>();
  private final List<double[]> products = new ArrayList<>();
  private double[] weights = new double[0];

  LeastNorm(int size) {
    this.size = size;
    kernels = Kernels.forEntries(100L * size);
  }

  /**
   * Takes a vector in.
   *
   * @return the places, before the call and the new one last, of the vectors that stay
   */
  int[] add(double[] vector) {
    int count = vectors.size();
    double[] row = new double[count + 1];
    for (int k = 0; k < count; k++) {
      row[k] = kernels.dot(vectors.get(k), vector, size);
    }
    row[count] = kernels.dot(vector, vector, size);
    vectors.add(vector);
    products.add(row);
    weights = Arrays.copyOf(weights, count + 1);
    if (count == 0) {
      weights[0] = 1;
    }
    int[] places = new int[count + 1];
    Arrays.setAll(places, k -> k);
    for (int round = 0; round <= count; round++) {
      double[] affine = affine();
      double step = 1;
      for (int k = 0; k < affine.length; k++) {
        if (affine[k] <= LEAST_WEIGHT) {
          step = Math.min(step, weights[k] / Math.max(weights[k] - affine[k], Double.MIN_NORMAL));
        }
      }
      for (int k = 0; k < affine.length; k++) {
        weights[k] += step * (affine[k] - weights[k]);
      }
      if (step >= 1) {
        break;
      }
      places = dropZeros(places);
    }
    return places;
  }

  /** The weights of least norm with sum 1, of either sign: {@code (1 1' + G) u = 1}, normalised. */
  private double[] affine() {
    int n = vectors.size();
    double[][] m = new double[n][];
    double scale = 0;
    for (int p = 0; p < n; p++) {
      scale = Math.max(scale, products.get(p)[p]);
    }
    if (!(scale > 0)) {
      scale = 1;
    }
    for (int p = 0; p < n; p++) {
      m[p] = products.get(p).clone();
      for (int q = 0; q <= p; q++) {
        m[p][q] += scale;
      }
      m[p][p] += RIDGE * scale;
    }
    double[] x = new double[n];
    Arrays.fill(x, 1);
    for (int p = 0; p < n; p++) {
      for (int q = 0; q <= p; q++) {
        double sum = m[p][q] - kernels.dot(m[p], m[q], q);
        m[p][q] = p == q ? Math.sqrt(Math.max(sum, RIDGE * RIDGE * scale)) : sum / m[q][q];
      }
    }
    for (int p = 0; p < n; p++) {
      x[p] = (x[p] - kernels.dot(m[p], x, p)) / m[p][p];
    }
    for (int p = n - 1; p >= 0; p--) {
      x[p] /= m[p][p];
      for (int k = 0; k < p; k++) {
        x[k] -= m[p][k] * x[p];
      }
    }
    double sum = Arrays.stream(x).sum();
    for (int p = 0; p < n; p++) {
      x[p] /= sum;
    }
    return x;
  }

  private int[] dropZeros(int[] places) {
    int least = 0;
    for (int k = 1; k < weights.length; k++) {
      if (weights[k] < weights[least]) {
        least = k;
      }
    }
    int[] kept = new int[weights.length];
    int count = 0;
    for (int k = 0; k < weights.length; k++) {
      if (k != least && weights[k] > LEAST_WEIGHT) {
        kept[count++] = k;
      }
    }
    kept = Arrays.copyOf(kept, count);
    List<double[]> oldVectors = List.copyOf(vectors);
    List<double[]> oldProducts = List.copyOf(products);
    double[] newWeights = new double[count];
    int[] newPlaces = new int[count];
    vectors.clear();
    products.clear();
    double sum = 0;
    for (int p = 0; p < count; p++) {
      vectors.add(oldVectors.get(kept[p]));
      double[] row = new double[p + 1];
      for (int q = 0; q <= p; q++) {
        row[q] = oldProducts.get(kept[p])[kept[q]];
      }
      products.add(row);
      newWeights[p] = weights[kept[p]];
      newPlaces[p] = places[kept[p]];
      sum += newWeights[p];
    }
    for (int p = 0; p < count; p++) {
      newWeights[p] /= sum;
    }
    weights = newWeights;
    return newPlaces;
  }

  /** The weight of each vector kept. */
  double[] weights() {
    return weights.clone();
  }

  /** The point of least norm. */
  double[] point() {
    double[] point = new double[size];
    for (int k = 0; k < weights.length; k++) {
      kernels.axpy(weights[k], vectors.get(k), point, size);
    }
    return point;
  }
}
