package monge.cost;

import java.util.Arrays;
import java.util.Locale;
import monge.measure.DiscreteMeasure;
import monge.numeric.SymmetricMatrix;

/**
 * A ground cost {@code c(x, y)} between points of the same dimension. A cost of 0 between equal
 * points; symmetric.
 */
public sealed interface CostFunction extends GroundCost {

  /** {@code c(x, y)} for points given as arrays of equal length, which is not checked. O(d). */
  double between(double[] x, double[] y);

  /**
   * This cost with what it takes from the clouds; most costs take nothing. {@link #geometry} does
   * this by itself.
   */
  default CostFunction fitted(DiscreteMeasure source, DiscreteMeasure target) {
    return this;
  }

  @Override
  default Geometry geometry(DiscreteMeasure source, DiscreteMeasure target) {
    return new PointCloudGeometry(source, target, this);
  }

  /** {@code sum_k (x_k - y_k)^2}: squared, not halved. */
  record SquaredEuclidean() implements CostFunction {
    @Override
    public String name() {
      return "sqeuclidean";
    }

    @Override
    public String label() {
      return "Squared Euclidean |x − y|²";
    }

    @Override
    public double between(double[] x, double[] y) {
      double sum = 0;
      for (int k = 0; k < x.length; k++) {
        double d = x[k] - y[k];
        sum += d * d;
      }
      return sum;
    }
  }

  /** {@code (sum_k (x_k - y_k)^2)^{1/2}}. */
  record Euclidean() implements CostFunction {
    @Override
    public String name() {
      return "euclidean";
    }

    @Override
    public String label() {
      return "Euclidean |x − y|";
    }

    @Override
    public double between(double[] x, double[] y) {
      return Math.sqrt(new SquaredEuclidean().between(x, y));
    }
  }

  /** {@code sum_k |x_k - y_k|}. */
  record CityBlock() implements CostFunction {
    @Override
    public String name() {
      return "cityblock";
    }

    @Override
    public String label() {
      return "City block Σ|x − y|";
    }

    @Override
    public double between(double[] x, double[] y) {
      double sum = 0;
      for (int k = 0; k < x.length; k++) {
        sum += Math.abs(x[k] - y[k]);
      }
      return sum;
    }
  }

  /** {@code max_k |x_k - y_k|}. */
  record Chebyshev() implements CostFunction {
    @Override
    public String name() {
      return "chebyshev";
    }

    @Override
    public String label() {
      return "Chebyshev max|x − y|";
    }

    @Override
    public double between(double[] x, double[] y) {
      double max = 0;
      for (int k = 0; k < x.length; k++) {
        max = Math.max(max, Math.abs(x[k] - y[k]));
      }
      return max;
    }
  }

  /** {@code (sum_k |x_k - y_k|^p)^{1/p}}, {@code p >= 1}; written {@code minkowski:p} in files. */
  record PNorm(double p) implements CostFunction {
    /**
     * @throws IllegalArgumentException if p is not in [1, inf)
     */
    public PNorm {
      if (!(p >= 1) || p == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "p = %s: the p-norm needs 1 <= p < inf; take chebyshev for p = inf".formatted(p));
      }
    }

    @Override
    public String name() {
      return "minkowski:" + p;
    }

    @Override
    public String label() {
      return String.format(Locale.ROOT, "p-norm |x − y|ₚ, p = %s", p);
    }

    @Override
    public double between(double[] x, double[] y) {
      double sum = 0;
      for (int k = 0; k < x.length; k++) {
        sum += Math.pow(Math.abs(x[k] - y[k]), p);
      }
      return Math.pow(sum, 1 / p);
    }
  }

  /**
   * {@code 1 - cos(x, y)}, in [0, 2]: compares directions from the origin, not lengths. The origin
   * itself counts as perpendicular to every direction: cost 1.
   */
  record Cosine() implements CostFunction {
    @Override
    public String name() {
      return "cosine";
    }

    @Override
    public String label() {
      return "Cosine 1 − cos(x, y)";
    }

    /** Half the squared distance of the directions, which keeps small angles exact. */
    @Override
    public double between(double[] x, double[] y) {
      return new SquaredEuclidean().between(direction(x), direction(y)) / 2;
    }

    /** {@code x / |x|} and a last coordinate 0; of the origin, the unit vector along the last. */
    static double[] direction(double[] x) {
      double largest = 0;
      for (double v : x) {
        largest = Math.max(largest, Math.abs(v));
      }
      double[] direction = new double[x.length + 1];
      if (largest == 0) {
        direction[x.length] = 1;
        return direction;
      }
      double sum = 0;
      for (int k = 0; k < x.length; k++) {
        // Scaled first, so that no square over- or underflows.
        direction[k] = x[k] / largest;
        sum += direction[k] * direction[k];
      }
      for (int k = 0; k < x.length; k++) {
        direction[k] /= Math.sqrt(sum);
      }
      return direction;
    }
  }

  /** {@code min(|x - y|, T)}, T > 0; written {@code thresholded:T} in files (Pele, Werman 2009). */
  record Thresholded(double limit) implements CostFunction {
    /**
     * @throws IllegalArgumentException if T is not in (0, inf)
     */
    public Thresholded {
      if (!(limit > 0) || limit == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "T = %s: the thresholded distance needs 0 < T < inf; take euclidean for T = inf"
                .formatted(limit));
      }
    }

    @Override
    public String name() {
      return "thresholded:" + limit;
    }

    @Override
    public String label() {
      return String.format(Locale.ROOT, "Thresholded min(|x − y|, %s)", limit);
    }

    @Override
    public double between(double[] x, double[] y) {
      return Math.min(limit, new Euclidean().between(x, y));
    }
  }

  /**
   * The Mahalanobis distance {@code ((x - y)' S^+ (x - y))^{1/2}} (1936), S the covariance of both
   * clouds together, each with half of the mass: {@code S = sum w_k (z_k - m)(z_k - m)'}, weights
   * summing to 1. No unit of a coordinate matters, nor any linear map of both clouds. S^+ is the
   * pseudo-inverse: all points agree along directions in which S is 0. Without clouds, before
   * {@link #fitted}, there is no distance: {@link #between} throws IllegalStateException.
   */
  final class Mahalanobis implements CostFunction {

    /** Variances below this share of the largest count as 0. */
    private static final double FLOOR = 1e-13;

    /** {@code S^{+1/2}}; no rows before S is known. */
    private final double[][] whitening;

    /** Without clouds yet; see {@link #fitted}. */
    public Mahalanobis() {
      this(new double[0][]);
    }

    private Mahalanobis(double[][] whitening) {
      this.whitening = whitening;
    }

    @Override
    public String name() {
      return "mahalanobis";
    }

    @Override
    public String label() {
      return "Mahalanobis, in the clouds' covariance";
    }

    @Override
    public CostFunction fitted(DiscreteMeasure source, DiscreteMeasure target) {
      if (whitening.length > 0) {
        return this;
      }
      int d = source.dimension();
      double[] mean = new double[d];
      for (int k = 0; k < d; k++) {
        mean[k] = (mean(source, k) + mean(target, k)) / 2;
      }
      double[][] covariance = new double[d][d];
      add(source, mean, covariance);
      add(target, mean, covariance);
      SymmetricMatrix s = SymmetricMatrix.of(covariance);
      var root = s.inverseRoot(FLOOR * s.largest());
      double[][] w = new double[d][d];
      for (int k = 0; k < d; k++) {
        for (int l = 0; l < d; l++) {
          w[k][l] = root.get(k, l);
        }
      }
      return new Mahalanobis(w);
    }

    private static double mean(DiscreteMeasure cloud, int axis) {
      double sum = 0;
      for (int i = 0; i < cloud.size(); i++) {
        sum += cloud.weight(i) * cloud.coordinate(i, axis);
      }
      return sum / cloud.mass();
    }

    private static void add(DiscreteMeasure cloud, double[] mean, double[][] covariance) {
      for (int i = 0; i < cloud.size(); i++) {
        double w = cloud.weight(i) / cloud.mass() / 2;
        for (int k = 0; k < mean.length; k++) {
          for (int l = 0; l < mean.length; l++) {
            covariance[k][l] +=
                w * (cloud.coordinate(i, k) - mean[k]) * (cloud.coordinate(i, l) - mean[l]);
          }
        }
      }
    }

    /** {@code S^{+1/2} x}: Euclidean distances of such points are the cost. */
    double[] whitened(double[] x) {
      if (whitening.length == 0) {
        throw new IllegalStateException(
            "the Mahalanobis distance takes its covariance from two clouds: fit it first");
      }
      double[] z = new double[x.length];
      for (int k = 0; k < z.length; k++) {
        for (int l = 0; l < x.length; l++) {
          z[k] += whitening[k][l] * x[l];
        }
      }
      return z;
    }

    @Override
    public double between(double[] x, double[] y) {
      return new Euclidean().between(whitened(x), whitened(y));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Mahalanobis that && Arrays.deepEquals(whitening, that.whitening);
    }

    @Override
    public int hashCode() {
      return Arrays.deepHashCode(whitening);
    }
  }
}
