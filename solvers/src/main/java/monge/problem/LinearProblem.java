package monge.problem;

import java.util.Optional;
import monge.cost.Geometry;
import monge.cost.GroundCost;
import monge.measure.DiscreteMeasure;

/**
 * Transport between two discrete measures {@code a} (n points) and {@code b} (m points) with ground
 * cost C (n×m): {@code min <C,P>} over couplings {@code P1 = a, P'1 = b}, or what a solver makes of
 * it.
 *
 * <p>Clouds of different dimension have no ground cost; only solvers that compare distances
 * <em>within</em> each cloud accept such a problem.
 */
public final class LinearProblem implements TransportProblem {

  private final DiscreteMeasure source;
  private final DiscreteMeasure target;
  private final Optional<Geometry> geometry;

  private LinearProblem(
      DiscreteMeasure source, DiscreteMeasure target, Optional<Geometry> geometry) {
    this.source = source;
    this.target = target;
    this.geometry = geometry;
  }

  /**
   * A problem of given costs.
   *
   * @throws IllegalArgumentException if the geometry is not {@code source.size() x target.size()}
   */
  public static LinearProblem of(
      DiscreteMeasure source, DiscreteMeasure target, Geometry geometry) {
    if (geometry.rows() != source.size() || geometry.columns() != target.size()) {
      throw new IllegalArgumentException(
          "the cost is %d×%d but there are %d source and %d target weights"
              .formatted(geometry.rows(), geometry.columns(), source.size(), target.size()));
    }
    return new LinearProblem(source, target, Optional.of(geometry));
  }

  /**
   * Two clouds with a cost between points; no geometry when their dimensions differ or are 0.
   *
   * @throws IllegalArgumentException as {@link GroundCost#geometry}
   */
  public static LinearProblem between(
      DiscreteMeasure source, DiscreteMeasure target, GroundCost cost) {
    if (source.dimension() != target.dimension() || source.dimension() == 0) {
      return new LinearProblem(source, target, Optional.empty());
    }
    return of(source, target, cost.geometry(source, target));
  }

  /** a, with n points. */
  public DiscreteMeasure source() {
    return source;
  }

  /** b, with m points. */
  public DiscreteMeasure target() {
    return target;
  }

  /** The ground cost, absent when the clouds live in different dimensions or have none. */
  public Optional<Geometry> geometry() {
    return geometry;
  }

  /**
   * The ground cost.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Geometry requireGeometry() {
    return geometry.orElseThrow(
        () ->
            new IllegalArgumentException(
                ("source points have %d coordinates, target points %d: there is no cost between "
                        + "them; give a cost matrix or points of one dimension")
                    .formatted(source.dimension(), target.dimension())));
  }

  /** n, the number of source points, those of zero weight included. */
  public int rows() {
    return source.size();
  }

  /** m, the number of target points, likewise. */
  public int columns() {
    return target.size();
  }

  /** The problem with source and target exchanged and the cost transposed. */
  public LinearProblem swapped() {
    return new LinearProblem(target, source, geometry.map(Geometry::transposed));
  }
}
