package monge.projection;

import java.util.Optional;
import monge.measure.DiscreteMeasure;
import monge.plan.Coupling;

/**
 * The barycentric projection of a plan: {@code T(x_i) = sum_j P_ij y_j / sum_j P_ij}, the mean of
 * where the mass of point i goes. A row without mass has no image. Immutable. O(nm d) to make.
 */
public final class Barycentric {

  private final double[][] images;
  private final boolean[] defined;

  private Barycentric(double[][] images, boolean[] defined) {
    this.images = images;
    this.defined = defined;
  }

  /**
   * Images of the source points of {@code plan} in the space of {@code target}.
   *
   * @throws IllegalArgumentException if the target has no coordinates or another number of points
   *     than the plan has columns
   */
  public static Barycentric of(Coupling plan, DiscreteMeasure target) {
    int d = checkedDimension(plan.columns(), "columns", target);
    double[][] moments = Moments.of(plan, Moments.axesAndOnes(target));
    double[][] images = new double[plan.rows()][d];
    for (int i = 0; i < images.length; i++) {
      for (int k = 0; k < d; k++) {
        images[i][k] = moments[k][i];
      }
    }
    return divided(images, moments[d]);
  }

  /**
   * Images of the target points: {@code sum_i P_ij x_i / sum_i P_ij}.
   *
   * @throws IllegalArgumentException if the source has no coordinates or another number of points
   *     than the plan has rows
   */
  public static Barycentric inverse(Coupling plan, DiscreteMeasure source) {
    int d = checkedDimension(plan.rows(), "rows", source);
    double[][] images = new double[plan.columns()][d];
    double[] mass = new double[plan.columns()];
    plan.forEach(
        (i, j, p) -> {
          mass[j] += p;
          for (int k = 0; k < d; k++) {
            images[j][k] += p * source.coordinate(i, k);
          }
        });
    return divided(images, mass);
  }

  private static int checkedDimension(int expected, String side, DiscreteMeasure points) {
    if (points.dimension() == 0) {
      throw new IllegalArgumentException(
          "the points have no coordinates: a barycentric projection needs them");
    }
    if (points.size() != expected) {
      throw new IllegalArgumentException(
          "the plan has %d %s but there are %d points".formatted(expected, side, points.size()));
    }
    return points.dimension();
  }

  private static Barycentric divided(double[][] images, double[] mass) {
    boolean[] defined = new boolean[mass.length];
    for (int i = 0; i < mass.length; i++) {
      defined[i] = mass[i] > 0;
      if (defined[i]) {
        for (int k = 0; k < images[i].length; k++) {
          images[i][k] /= mass[i];
        }
      }
    }
    return new Barycentric(images, defined);
  }

  /** The number of points, with and without image. */
  public int size() {
    return defined.length;
  }

  /** Where point {@code i} goes, a copy; empty if it carries no mass. */
  public Optional<double[]> image(int i) {
    return defined[i] ? Optional.of(images[i].clone()) : Optional.empty();
  }

  /** The points that have an image, ascending. */
  public int[] rows() {
    int count = 0;
    for (boolean d : defined) {
      count += d ? 1 : 0;
    }
    int[] rows = new int[count];
    int at = 0;
    for (int i = 0; i < defined.length; i++) {
      if (defined[i]) {
        rows[at++] = i;
      }
    }
    return rows;
  }

  /** The images of the points {@link #rows}, one a row, a copy. */
  public double[][] images() {
    int[] rows = rows();
    double[][] out = new double[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      out[r] = images[rows[r]].clone();
    }
    return out;
  }
}
