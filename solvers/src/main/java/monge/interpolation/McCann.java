package monge.interpolation;

import java.util.Arrays;
import monge.measure.DiscreteMeasure;
import monge.plan.Coupling;

/**
 * McCann's displacement interpolation of a plan: at time t every entry is a particle of mass {@code
 * P_ij} at {@code (1-t) x_i + t y_j}. A geodesic for the squared Euclidean cost and an optimal
 * plan; a straight-line motion for any other.
 *
 * <p>A dense plan has more particles than anyone can see: only the heaviest are kept, and {@link
 * #culledMass} says what was left out.
 */
public final class McCann {

  private final double[][] sourceAxes;
  private final double[][] targetAxes;
  private final int[] source;
  private final int[] target;
  private final double[] mass;
  private final double culledMass;

  private McCann(
      double[][] sourceAxes,
      double[][] targetAxes,
      int[] source,
      int[] target,
      double[] mass,
      double culledMass) {
    this.sourceAxes = sourceAxes;
    this.targetAxes = targetAxes;
    this.source = source;
    this.target = target;
    this.mass = mass;
    this.culledMass = culledMass;
  }

  /**
   * The particles of mass at least {@code leastMass}, row by row.
   *
   * @param leastMass in the unit of the weights, {@code >= 0}; 0 keeps every positive entry
   * @throws IllegalArgumentException if shapes or the dimensions of the clouds disagree, the clouds
   *     have no coordinates, or leastMass is negative or NaN
   */
  public static McCann of(
      Coupling plan, DiscreteMeasure from, DiscreteMeasure to, double leastMass) {
    if (plan.rows() != from.size() || plan.columns() != to.size()) {
      throw new IllegalArgumentException(
          "the plan is %d×%d but there are %d source and %d target points"
              .formatted(plan.rows(), plan.columns(), from.size(), to.size()));
    }
    if (from.dimension() != to.dimension() || from.dimension() == 0) {
      throw new IllegalArgumentException(
          ("source points have %d coordinates, target points %d: points can only move within one "
                  + "space")
              .formatted(from.dimension(), to.dimension()));
    }
    if (!(leastMass >= 0)) {
      throw new IllegalArgumentException(
          "least mass %s: must be >= 0, and 0 keeps all particles".formatted(leastMass));
    }
    Collector kept = new Collector(leastMass);
    plan.forEach(kept::entry);
    return new McCann(
        axes(from),
        axes(to),
        Arrays.copyOf(kept.source, kept.count),
        Arrays.copyOf(kept.target, kept.count),
        Arrays.copyOf(kept.mass, kept.count),
        kept.culled);
  }

  /**
   * The {@code most} heaviest particles; more only where masses equal that of the lightest kept.
   * O(k log k) for k positive entries.
   *
   * @param most at least 1
   * @throws IllegalArgumentException if it is less, or as {@link #of}
   */
  public static McCann heaviest(Coupling plan, DiscreteMeasure from, DiscreteMeasure to, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("%d particles: ask for at least one".formatted(most));
    }
    long positive = plan.nonzeros();
    if (positive <= most) {
      return of(plan, from, to, 0);
    }
    double[] masses = new double[Math.toIntExact(positive)];
    int[] count = {0};
    plan.forEach((_, _, mass) -> masses[count[0]++] = mass);
    Arrays.parallelSort(masses);
    return of(plan, from, to, masses[masses.length - most]);
  }

  /** The number of particles. */
  public int size() {
    return mass.length;
  }

  /** The source point of particle {@code k}. */
  public int source(int k) {
    return source[k];
  }

  /** The target point of particle {@code k}. */
  public int target(int k) {
    return target[k];
  }

  /** The mass of particle {@code k}. */
  public double mass(int k) {
    return mass[k];
  }

  /** The mass of the entries left out. */
  public double culledMass() {
    return culledMass;
  }

  /** Coordinate {@code axis} of particle {@code k} at time {@code t} in [0,1]. */
  public double coordinate(int k, int axis, double t) {
    return (1 - t) * sourceAxes[axis][source[k]] + t * targetAxes[axis][target[k]];
  }

  /** Writes one coordinate of all particles at time {@code t} into {@code out[0..size)}. */
  public void positions(int axis, double t, double[] out) {
    double[] x = sourceAxes[axis];
    double[] y = targetAxes[axis];
    for (int k = 0; k < mass.length; k++) {
      out[k] = (1 - t) * x[source[k]] + t * y[target[k]];
    }
  }

  /**
   * The interpolated measure at time {@code t} in [0,1], a point a particle; its mass is what was
   * kept. O(size d).
   *
   * @throws IllegalArgumentException if t lies outside, or no particle was kept
   */
  public DiscreteMeasure at(double t) {
    if (!(t >= 0 && t <= 1)) {
      throw new IllegalArgumentException("t = %s: must lie in [0,1]".formatted(t));
    }
    double[][] points = new double[mass.length][sourceAxes.length];
    for (int k = 0; k < points.length; k++) {
      for (int c = 0; c < sourceAxes.length; c++) {
        points[k][c] = coordinate(k, c, t);
      }
    }
    return DiscreteMeasure.of(points, mass);
  }

  private static double[][] axes(DiscreteMeasure measure) {
    double[][] axes = new double[measure.dimension()][];
    for (int c = 0; c < axes.length; c++) {
      axes[c] = measure.axis(c);
    }
    return axes;
  }

  private static final class Collector {
    private final double least;
    private int[] source = new int[64];
    private int[] target = new int[64];
    private double[] mass = new double[64];
    private int count;
    private double culled;

    Collector(double least) {
      this.least = least;
    }

    void entry(int i, int j, double m) {
      if (m < least) {
        culled += m;
        return;
      }
      if (count == mass.length) {
        source = Arrays.copyOf(source, 2 * count);
        target = Arrays.copyOf(target, 2 * count);
        mass = Arrays.copyOf(mass, 2 * count);
      }
      source[count] = i;
      target[count] = j;
      mass[count++] = m;
    }
  }
}
