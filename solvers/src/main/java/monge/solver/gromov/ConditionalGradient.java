package monge.solver.gromov;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import monge.cost.Geometry;
import monge.numeric.Kernels;
import monge.numeric.Matrix;
import monge.plan.Coupling;

/**
 * Conditional gradient (Frank and Wolfe 1956; for this problem Vayer, Courty, Tavenard, Chapel and
 * Flamary 2019) for
 *
 * <pre>  J(P) = (1 - alpha) &lt;M, P&gt; + alpha E(P)</pre>
 *
 * over an admissible set of plans: heads for the plan Q that is cheapest for the gradient, and goes
 * to the minimum of the parabola {@code J(P + t (Q - P)) = J + B t + A t^2} on [0, 1], {@code B =
 * <grad J, Q - P>}, {@code A = alpha E(Q - P)}. Where the plan is a mean of several plans Q so far
 * and going away from the dearest of them descends faster, that is the step (Guélat and Marcotte
 * 1986), without which the last digits would come slowly. Descends at each step. Where D and D' are
 * Euclidean distances J is concave: steps are whole and the plan is a vertex after finitely many.
 * Where no plan is cheaper for the gradient but J bends down towards Q, as at {@code ab'} between
 * regular polygons, the plan is no minimum and goes on to Q. Of plans that are equally cheap for
 * the gradient at {@code ab'}, which sees mean distances only, that one is taken which agrees with
 * {@link Landmarks}: symmetric figures are else torn, each part mapped by another symmetry.
 *
 * <p>One linear problem and one gradient an iteration. The gradient is linear: of a vertex it is
 * that of the plan and that of the difference, which has few entries, {@code O(r n m)} if they lie
 * in r rows. Plans are kept as means of such plans, see {@link ActiveSet}.
 */
final class ConditionalGradient {

  /** How a descent ended. */
  enum End {
    STATIONARY,
    LIMIT,
    CANCELLED
  }

  /**
   * Steps away are taken where no direction descends faster, in the scale of J: they end a descent.
   */
  private static final double NEAR = 1e-4;

  private static final double LONG_STEP = 2;

  /** Weight of the landmarks beside the gradient: above its rounding errors, below all else. */
  private static final double TIE = 1e-9;

  /** Gradients made from differences before one is computed afresh, against rounding errors. */
  private static final int DIFFERENCES = 30;

  /** Starts with up to this many entries a point count as having few. */
  private static final int FEW = 4;

  private final GromovEnergy energy;
  private final LinearStep step;
  private final double[][] costs;
  private final double alpha;
  private final double scale;
  private final BooleanSupplier stop;

  private final ActiveSet plan;
  private double[][] gradient;
  private double[][] vertexGradient;
  private double energyOfPlan;
  private double linearOfPlan;
  private double slope;
  private int iterations;
  private int differences;
  private Optional<Landmarks> landmarks = Optional.empty();

  /**
   * @param features M, or empty if alpha is 1
   * @param alpha weight of the energy
   * @param mass of the plans
   * @param stop asked on the calling thread
   * @throws CancellationException if stopped
   */
  ConditionalGradient(
      GromovEnergy energy,
      LinearStep step,
      Optional<Geometry> features,
      double alpha,
      double mass,
      BooleanSupplier stop) {
    this.energy = energy;
    this.step = step;
    this.alpha = alpha;
    this.stop = stop;
    int n = energy.rows();
    int m = energy.columns();
    costs = features.isEmpty() ? new double[0][] : Matrix.zeros(n, m, stop);
    double[] largest = new double[costs.length];
    Kernels kernels = Kernels.forEntries((long) n * m);
    Matrix.fill(
        costs,
        m,
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            features.orElseThrow().row(i, costs[i]);
            largest[i] = Math.max(kernels.max(costs[i], m), -kernels.min(costs[i], m));
          }
        });
    scale =
        Math.max(
            (1 - alpha) * Math.max(0, kernels.max(largest, largest.length)) * mass
                + alpha * energy.scale() * mass * mass,
            Double.MIN_NORMAL);
    plan = new ActiveSet(n, m);
    gradient = Matrix.zeros(n, m, stop);
    vertexGradient = Matrix.zeros(n, m, stop);
  }

  /**
   * Starts at an admissible plan.
   *
   * @throws CancellationException if stopped
   */
  void begin(Coupling start) {
    landmarks = Optional.empty();
    if (entries(start) <= FEW * (long) (start.rows() + start.columns())) {
      plan.reset(SparsePlan.of(start));
    } else {
      plan.reset(StartPlan.of(start, stop));
    }
    begin();
  }

  /**
   * Starts at {@code ab'}.
   *
   * @throws CancellationException if stopped
   */
  void beginAtProduct(double[] a, double[] b) {
    plan.reset(StartPlan.product(a, b));
    landmarks = Optional.of(energy.landmarks(a, b));
    begin();
    if (alpha == 1) {
      step.expect(energy.monotone(a, b));
    }
  }

  /**
   * Starts at the admissible plan that is cheapest for the distances to {@link Landmarks}.
   *
   * @throws CancellationException if stopped
   */
  void beginAtLandmarks(double[] a, double[] b) {
    Landmarks found = energy.landmarks(a, b);
    writeWithLandmarks(found, 1, Optional.empty());
    SparsePlan cheapest = step.cheapest(new LinearCosts(1, vertexGradient, new double[0][]), stop);
    landmarks = Optional.empty();
    plan.reset(cheapest);
    begin();
  }

  private void begin() {
    iterations = 0;
    slope = 0;
    refresh();
  }

  private long entries(Coupling start) {
    int m = start.columns();
    long[] counts = new long[start.rows()];
    Matrix.fill(
        vertexGradient,
        m,
        stop,
        (from, to) -> {
          double[] row = new double[m];
          for (int i = from; i < to; i++) {
            start.row(i, row);
            for (double p : row) {
              counts[i] += p > 0 ? 1 : 0;
            }
          }
        });
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  /** Computes the gradient and the values of the plan afresh. */
  private void refresh() {
    plan.gradient(energy, gradient);
    differences = 0;
    energyOfPlan = 0.5 * plan.dot(gradient);
    linearOfPlan = costs.length == 0 ? 0 : plan.dot(costs);
  }

  /**
   * Descends until {@code -B <= tolerance} times the scale of J.
   *
   * @param watcher called after each iteration with the mass that it moved
   */
  End descend(int limit, double tolerance, DoubleConsumer watcher) {
    try {
      while (iterations < limit) {
        if (stop.getAsBoolean()) {
          return End.CANCELLED;
        }
        SparsePlan vertex = step.cheapest(linearCosts(), stop);
        Direction direction = new Direction(vertex);
        slope = direction.slope;
        double least = tolerance * scale;
        if (-slope <= least) {
          if (plan.distance(vertex) == 0) {
            return End.STATIONARY;
          }
          double bend = bendTo(direction);
          if (-slope - alpha * bend <= least) {
            return End.STATIONARY;
          }
          iterations++;
          watcher.accept(stepTo(direction, bend));
          continue;
        }
        Optional<ActiveSet.Atom> away = awayFrom();
        iterations++;
        watcher.accept(
            away.isPresent() ? stepAway(away.get()) : stepTo(direction, bendTo(direction)));
      }
      return End.LIMIT;
    } catch (CancellationException _) {
      return End.CANCELLED;
    }
  }

  /** The gradient of J as a cost; at {@code ab'} with what decides between equals. */
  private LinearCosts linearCosts() {
    if (iterations > 0 || landmarks.isEmpty()) {
      return new LinearCosts(alpha, gradient, costs);
    }
    writeWithLandmarks(landmarks.get(), TIE, Optional.of(gradient));
    return new LinearCosts(alpha, vertexGradient, costs);
  }

  /** Writes {@code base + factor c} of the landmarks where gradients at vertices are written. */
  private void writeWithLandmarks(Landmarks of, double factor, Optional<double[][]> base) {
    int m = energy.columns();
    Matrix.fill(
        vertexGradient,
        m,
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            if (base.isPresent()) {
              System.arraycopy(base.get()[i], 0, vertexGradient[i], 0, m);
            } else {
              Arrays.fill(vertexGradient[i], 0);
            }
            of.add(factor, i, vertexGradient[i]);
          }
        });
  }

  /** From the plan to another, Q. */
  private final class Direction {
    private final SparsePlan to;

    /** {@code Q - P}, if that has few entries. */
    private final Optional<SparsePlan> difference;

    /** {@code <G(P), Q - P>}, {@code <M, Q - P>} and B. */
    private final double rise;

    private final double linearRise;
    private final double slope;

    Direction(SparsePlan to) {
      this.to = to;
      difference = plan.few().map(p -> to.combined(1, -1, p));
      rise = along(gradient);
      linearRise = costs.length == 0 ? 0 : along(costs);
      slope = alpha * rise + (1 - alpha) * linearRise;
    }

    /** {@code <x, Q - P>}. */
    double along(double[][] x) {
      return difference.isPresent() ? difference.get().dot(x) : to.dot(x) - plan.dot(x);
    }
  }

  /** The atom to go away from; empty if going to the vertex is better. */
  private Optional<ActiveSet.Atom> awayFrom() {
    if (plan.size() < 2 || -slope > NEAR * scale) {
      return Optional.empty();
    }
    ActiveSet.Atom dearest = plan.dearest(alpha, gradient, costs);
    return Optional.of(dearest).filter(atom -> slopeTo(atom) > -slope);
  }

  private double slopeTo(ActiveSet.Atom atom) {
    double linear = costs.length == 0 ? 0 : atom.dot(costs) - linearOfPlan;
    return alpha * (atom.dot(gradient) - 2 * energyOfPlan) + (1 - alpha) * linear;
  }

  /** {@code E(Q - P)}; computes the gradient at Q. */
  private double bendTo(Direction direction) {
    if (direction.difference.isPresent() && differences < DIFFERENCES) {
      differences++;
      energy.gradient(direction.difference.get(), Optional.of(gradient), vertexGradient);
    } else {
      differences = 0;
      energy.gradient(direction.to, Optional.empty(), vertexGradient);
    }
    return 0.5 * (direction.along(vertexGradient) - direction.rise);
  }

  /** Goes to the minimum of the parabola; the mass that moves. */
  private double stepTo(Direction direction, double bend) {
    SparsePlan vertex = direction.to;
    double curvature = alpha * bend;
    double t = curvature > 0 ? Math.min(1, -slope / (2 * curvature)) : 1;
    double moved = t * plan.distance(vertex);
    if (t == 1) {
      plan.reset(vertex);
    } else {
      plan.goTo(vertex, t);
    }
    follow(t, direction.rise, bend, direction.linearRise);
    return moved;
  }

  private double stepAway(ActiveSet.Atom atom) {
    plan.gradient(atom, energy, vertexGradient);
    double rise = atom.dot(gradient) - 2 * energyOfPlan;
    double linearRise = costs.length == 0 ? 0 : atom.dot(costs) - linearOfPlan;
    double bend = 0.5 * (atom.dot(vertexGradient) - plan.dot(vertexGradient) - rise);
    double curvature = alpha * bend;
    double longest = plan.longestStepAway(atom);
    double descent = alpha * rise + (1 - alpha) * linearRise;
    double s = curvature > 0 ? Math.min(longest, descent / (2 * curvature)) : longest;
    double moved = s * plan.distance(atom);
    plan.goAway(atom, s);
    follow(-s, rise, bend, linearRise);
    // A long step magnifies the rounding errors of the gradient: compute it afresh.
    if (s > LONG_STEP) {
      refresh();
    }
    return moved;
  }

  /** Takes the gradient and the values to where the plan has gone, the share t of a direction. */
  private void follow(double t, double rise, double bend, double linearRise) {
    // The values by the parabola first: a solve that is stopped in between has them.
    energyOfPlan += t * (rise + t * bend);
    linearOfPlan += t * linearRise;
    if (t == 1) {
      double[][] old = gradient;
      gradient = vertexGradient;
      vertexGradient = old;
    } else {
      energy.approach(gradient, t, vertexGradient);
    }
    energyOfPlan = 0.5 * plan.dot(gradient);
    linearOfPlan = costs.length == 0 ? 0 : plan.dot(costs);
  }

  int iterations() {
    return iterations;
  }

  /** {@code -B} of the last iteration as a share of the scale of J: 0 at a stationary point. */
  double relativeSlope() {
    return -slope / scale;
  }

  double scale() {
    return scale;
  }

  /**
   * {@code E(P)}: summed over pairs where the plan has few entries, so that cancellation spoils
   * nothing, unless the solve is stopped.
   */
  double energyValue() {
    Optional<SparsePlan> few =
        plan.few().filter(p -> p.entries() <= 2 * (energy.rows() + energy.columns()));
    if (few.isPresent() && !stop.getAsBoolean()) {
      try {
        return energy.sparseValue(few.get());
      } catch (CancellationException _) {
        // The other value is there already.
      }
    }
    return Math.max(0, energyOfPlan);
  }

  /** {@code <M, P>}. */
  double linearValue() {
    return linearOfPlan;
  }

  /** {@code J(P)} by the gradient, for watching. */
  double value() {
    return alpha * energyOfPlan + (1 - alpha) * linearOfPlan;
  }

  /** The present plan. */
  Coupling plan() {
    return plan.coupling();
  }
}
