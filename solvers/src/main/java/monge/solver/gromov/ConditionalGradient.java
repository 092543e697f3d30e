package monge.solver.gromov;

import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/**
 * Conditional gradient (Frank and Wolfe 1956; for this problem Vayer, Chapel, Flamary, Tavenard and
 * Courty 2019, Algorithm 1) for
 *
 * <pre>  J(P) = (1 - alpha) &lt;M, P&gt; + alpha E(P)</pre>
 *
 * over an admissible set of plans: heads for the plan Q that is cheapest for the gradient, and goes
 * to the minimum of the parabola {@code J(P + t (Q - P)) = J + B t + A t^2} on [0, 1], {@code B =
 * <grad J, Q - P>}, {@code A = alpha E(Q - P)}. Where the plan is a mean of several plans Q so far
 * and going away from the dearest of them descends faster, that is the step (Guélat and Marcotte
 * 1986), without which the last digits would come slowly. Descends at each step. Where D and D' are
 * Euclidean distances J is concave: steps are whole and the plan is a vertex after finitely many.
 *
 * <p>One linear problem and one gradient, {@code O(n^2 m + n m^2)}, an iteration.
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

  private final GromovEnergy energy;
  private final LinearStep step;
  private final double[][] costs;
  private final double alpha;
  private final double scale;
  private final BooleanSupplier stop;

  private double[][] plan;
  private double[][] gradient;
  private double[][] vertex;
  private double[][] vertexGradient;
  private final double[][] linear;
  private final ActiveSet active = new ActiveSet();
  private double slope;
  private int iterations;

  /**
   * @param costs M (n×m), or no rows if alpha is 1
   * @param alpha weight of the energy
   * @param mass of the plans
   */
  ConditionalGradient(
      GromovEnergy energy,
      LinearStep step,
      double[][] costs,
      double alpha,
      double mass,
      BooleanSupplier stop) {
    this.energy = energy;
    this.step = step;
    this.costs = costs;
    this.alpha = alpha;
    this.stop = stop;
    int n = energy.rows();
    int m = energy.columns();
    double largest = 0;
    for (double[] row : costs) {
      for (double c : row) {
        largest = Math.max(largest, Math.abs(c));
      }
    }
    scale =
        Math.max(
            (1 - alpha) * largest * mass + alpha * energy.scale() * mass * mass, Double.MIN_NORMAL);
    plan = new double[n][m];
    gradient = new double[n][m];
    vertex = new double[n][m];
    vertexGradient = new double[n][m];
    linear = new double[n][m];
  }

  /** Starts at {@code ab'}, whose gradient is quick to compute. */
  void beginAtProduct(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        plan[i][j] = a[i] * b[j];
      }
    }
    energy.productGradient(a, b, gradient);
    active.reset(plan);
    iterations = 0;
  }

  /** Starts at an admissible plan, copied; false if stopped. */
  boolean begin(double[][] start) {
    for (int i = 0; i < start.length; i++) {
      System.arraycopy(start[i], 0, plan[i], 0, start[i].length);
    }
    active.reset(plan);
    iterations = 0;
    return energy.gradient(plan, gradient, stop);
  }

  /**
   * Descends until {@code -B <= tolerance} times the scale of J.
   *
   * @param watcher called after each iteration with the mass that it moved
   */
  End descend(int limit, double tolerance, DoubleConsumer watcher) {
    while (iterations < limit) {
      if (stop.getAsBoolean()) {
        return End.CANCELLED;
      }
      linearise();
      if (!step.minimise(linear, vertex, stop)) {
        return End.CANCELLED;
      }
      slope = difference(linear);
      if (-slope <= tolerance * scale) {
        return End.STATIONARY;
      }
      int away = awayFrom();
      if (!energy.gradient(vertex, vertexGradient, stop)) {
        return End.CANCELLED;
      }
      watcher.accept(away < 0 ? stepToVertex() : stepAway(away));
    }
    return End.LIMIT;
  }

  /**
   * The atom to go away from, which is then the vertex; negative if going to the vertex is better.
   */
  private int awayFrom() {
    if (active.size() < 2 || -slope > NEAR * scale) {
      return -1;
    }
    int dearest = active.dearest(linear);
    // The vertex's place is free in the other gradient until that is computed.
    active.write(dearest, vertexGradient);
    double[][] to = vertex;
    vertex = vertexGradient;
    vertexGradient = to;
    if (-difference(linear) < slope) {
      return dearest;
    }
    vertexGradient = vertex;
    vertex = to;
    return -1;
  }

  private double stepToVertex() {
    double curvature = curvature();
    double t = curvature > 0 ? Math.min(1, -slope / (2 * curvature)) : 1;
    if (t == 1) {
      active.reset(vertex);
    } else {
      active.goTo(vertex, t);
    }
    return advance(t);
  }

  private double stepAway(int atom) {
    double curvature = curvature();
    double longest = active.longestStepAway(atom);
    double s = curvature > 0 ? Math.min(longest, difference(linear) / (2 * curvature)) : longest;
    double moved = advance(-s);
    active.goAway(atom, s);
    active.combine(plan);
    // A long step magnifies the rounding errors of the gradient: compute it afresh.
    if (s > LONG_STEP && energy.gradient(plan, vertexGradient, stop)) {
      double[][] old = gradient;
      gradient = vertexGradient;
      vertexGradient = old;
    }
    return moved;
  }

  /** A, for the vertex as well as away from it. */
  private double curvature() {
    return alpha * 0.5 * (difference(vertexGradient) - difference(gradient));
  }

  /** The gradient of J with its smallest entry shifted to 0. */
  private void linearise() {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < linear.length; i++) {
      for (int j = 0; j < linear[i].length; j++) {
        double g = alpha * gradient[i][j] + (costs.length == 0 ? 0 : (1 - alpha) * costs[i][j]);
        linear[i][j] = g;
        least = Math.min(least, g);
      }
    }
    for (double[] row : linear) {
      for (int j = 0; j < row.length; j++) {
        row[j] -= least;
      }
    }
  }

  /** {@code <x, Q - P>}. */
  private double difference(double[][] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double part = 0;
      for (int j = 0; j < x[i].length; j++) {
        part += x[i][j] * (vertex[i][j] - plan[i][j]);
      }
      sum += part;
    }
    return sum;
  }

  /** Goes the share t of the way to the vertex, away from it if t < 0; the mass that moves. */
  private double advance(double t) {
    iterations++;
    double moved = 0;
    for (int i = 0; i < plan.length; i++) {
      for (int j = 0; j < plan[i].length; j++) {
        double by = t * (vertex[i][j] - plan[i][j]);
        moved += Math.abs(by);
        if (t < 1) {
          plan[i][j] += by;
          gradient[i][j] += t * (vertexGradient[i][j] - gradient[i][j]);
        }
      }
    }
    if (t == 1) {
      double[][] old = plan;
      plan = vertex;
      vertex = old;
      old = gradient;
      gradient = vertexGradient;
      vertexGradient = old;
    }
    return moved / 2;
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
   * {@code E(P)}: summed over pairs where the plan is sparse, so that cancellation spoils nothing.
   */
  double energyValue() {
    return GromovEnergy.nonzeros(plan) <= 2 * (plan.length + plan[0].length)
        ? energy.sparseValue(plan)
        : Math.max(0, GromovEnergy.value(plan, gradient));
  }

  /** {@code <M, P>}. */
  double linearValue() {
    return costs.length == 0 ? 0 : GromovEnergy.dot(costs, plan);
  }

  /** {@code J(P)} by the gradient, for watching. */
  double value() {
    return alpha * GromovEnergy.value(plan, gradient) + (1 - alpha) * linearValue();
  }

  /** The present plan; it changes with the next step. */
  double[][] plan() {
    return plan;
  }
}
