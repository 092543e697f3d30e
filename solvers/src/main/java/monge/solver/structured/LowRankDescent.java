package monge.solver.structured;

import java.util.Arrays;
import monge.measure.DiscreteMeasure;
import monge.numeric.Kernels;
import monge.numeric.NormalDraws;
import monge.plan.FactoredCoupling;
import monge.problem.LinearProblem;

/**
 * Mirror descent on the factors of {@code P = Q diag(1/g) R'} (Scetbon, Cuturi and Peyré 2021,
 * Algorithm 3): a step along the gradients in logarithms, then the projection of {@link
 * LowRankProjection}; steps lengthen while the value falls. Costs count in shares of the largest.
 * O((n + m) r (d + r)) a step for squared Euclidean costs.
 */
final class LowRankDescent {

  /** Length of the first step against the square of the largest slope. */
  private static final double STEP = 10;

  /**
   * Growth of the length after a step that lowers the value; the end is reached fast only by steps
   * so long that they solve nearly linear problems.
   */
  private static final double GROWTH = 1.2;

  private static final int ATTEMPTS = 20;
  private static final double LEAST = 1e-3;
  private static final double LONGEST = 1e9;

  /** Error of the hubs' weights after a projection. */
  private static final double PROJECTED = 1e-13;

  /** A step whose projection leaves more is too long. */
  private static final double FEASIBLE = 1e-10;

  /** Newton steps of a projection up to which the next step may be longer. */
  private static final int EASY = 10;

  /** Spread of the logarithms at the start. */
  private static final double SPREAD = 0.5;

  private final CostOperator cost;
  private final double scale;
  private final double mass;
  private final double reg;
  private final Kernels kernels;
  private final SoftAssignment source;
  private final SoftAssignment target;
  private final double[] logHubs;
  private final double[] hubs;
  private final double[] crossing;
  private final double[][] keptSource;
  private final double[][] keptTarget;
  private final double[] keptHubs;
  private final double[][] sourceSlope;
  private final double[][] targetSlope;
  private final Sides sides;
  private final LowRankProjection projection;
  private double length = STEP;
  private double transport;
  private double value;

  /**
   * @param reg weight of the factors' entropy, in the unit of the cost
   */
  LowRankDescent(LinearProblem problem, CostOperator cost, int rank, double reg) {
    int n = problem.rows();
    int m = problem.columns();
    this.cost = cost;
    double[] a = problem.source().weights();
    double[] b = problem.target().weights();
    mass = problem.source().mass();
    double targetMass = problem.target().mass();
    for (int i = 0; i < n; i++) {
      a[i] /= mass;
    }
    for (int j = 0; j < m; j++) {
      b[j] /= targetMass;
    }
    scale = cost.largest() > 0 ? cost.largest() : 1;
    this.reg = reg / scale;
    kernels = Kernels.forEntries((long) (n + m) * rank);
    source = new SoftAssignment(a, rank, kernels);
    target = new SoftAssignment(b, rank, kernels);
    logHubs = new double[rank];
    hubs = new double[rank];
    crossing = new double[rank];
    keptSource = new double[rank][n];
    keptTarget = new double[rank][m];
    keptHubs = new double[rank];
    sourceSlope = new double[rank][n];
    targetSlope = new double[rank][m];
    sides = new Sides((long) (n + m) * rank);
    projection = new LowRankProjection(source, target, logHubs, sides);
  }

  /**
   * Starts from smooth random waves over each cloud, the same for both where their dimensions agree
   * so that points alike in their clouds begin at the same hubs; without points from noise.
   */
  void start(LinearProblem problem, long seed) {
    NormalDraws draws = new NormalDraws(seed);
    int d = problem.source().dimension();
    if (d > 0 && d == problem.target().dimension()) {
      double[][] axes = new double[logHubs.length][d];
      double[] phases = new double[logHubs.length];
      for (int k = 0; k < axes.length; k++) {
        for (int c = 0; c < d; c++) {
          axes[k][c] = 1.5 * draws.normal();
        }
        phases[k] = 2 * Math.PI * draws.uniform();
      }
      waves(problem.source(), axes, phases, source.logs());
      waves(problem.target(), axes, phases, target.logs());
    } else {
      noise(draws, source.logs());
      noise(draws, target.logs());
    }
    Arrays.fill(logHubs, -Math.log(logHubs.length));
    length = STEP;
    projection.forgetPrices();
    projection.project(PROJECTED, 0);
    measure();
  }

  private static void noise(NormalDraws draws, double[][] logs) {
    for (double[] row : logs) {
      for (int i = 0; i < row.length; i++) {
        row[i] = SPREAD * draws.normal();
      }
    }
  }

  /** Points count from their mean in units of their spread. */
  private static void waves(
      DiscreteMeasure cloud, double[][] axes, double[] phases, double[][] logs) {
    int n = cloud.size();
    int d = cloud.dimension();
    double total = cloud.mass();
    double[][] x = new double[d][];
    double spread = 0;
    for (int c = 0; c < d; c++) {
      x[c] = cloud.axis(c);
      double mean = 0;
      for (int i = 0; i < n; i++) {
        mean += cloud.weight(i) * x[c][i] / total;
      }
      for (int i = 0; i < n; i++) {
        x[c][i] -= mean;
        spread += cloud.weight(i) * x[c][i] * x[c][i] / total;
      }
    }
    double unit = Math.sqrt(spread / d);
    for (int k = 0; k < logs.length; k++) {
      for (int i = 0; i < n; i++) {
        double phase = phases[k];
        for (int c = 0; c < d; c++) {
          phase += unit > 0 ? axes[k][c] * x[c][i] / unit : 0;
        }
        logs[k][i] = SPREAD * Math.sqrt(2) * Math.cos(phase);
      }
    }
  }

  /**
   * One step that lowers the value, longer than the last while that succeeds; how far it fell, as a
   * share of it or of the largest cost if that is more.
   */
  double step() {
    double steepest = steepest();
    if (steepest == 0 && reg == 0) {
      return 0;
    }
    keep();
    double before = value;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      double wanted = length / (steepest * steepest);
      double s = reg > 0 ? Math.min(wanted, 1 / reg) : wanted;
      double memory = 1 - s * reg;
      sides.run(
          () -> descend(source.logs(), keptSource, sourceSlope, memory, s),
          () -> descend(target.logs(), keptTarget, targetSlope, memory, s));
      for (int k = 0; k < hubs.length; k++) {
        logHubs[k] = memory * keptHubs[k] + s * crossing[k];
      }
      double error = projection.project(PROJECTED, s);
      int effort = projection.steps();
      measure();
      if (value <= before && error <= FEASIBLE) {
        length = effort <= EASY ? Math.min(length * GROWTH, LONGEST) : length;
        return (before - value) / Math.max(Math.abs(value), 1e-6);
      }
      length = Math.max(length / 4, LEAST);
      restore();
      measure();
      steepest();
    }
    return 0;
  }

  /** Slopes of Q and R in shares of the largest cost; the largest of them all. */
  private double steepest() {
    double[] steepest = new double[2];
    sides.run(() -> steepest[0] = scaled(sourceSlope), () -> steepest[1] = scaled(targetSlope));
    double most = Math.max(steepest[0], steepest[1]);
    for (double slope : crossing) {
      most = Math.max(most, Math.abs(slope));
    }
    return most;
  }

  private double scaled(double[][] slopes) {
    double most = 0;
    for (int k = 0; k < hubs.length; k++) {
      scaleRow(slopes[k], 1 / (scale * hubs[k]));
      most = Math.max(most, top(slopes[k]));
    }
    return most;
  }

  private void keep() {
    for (int k = 0; k < hubs.length; k++) {
      System.arraycopy(source.logs()[k], 0, keptSource[k], 0, keptSource[k].length);
      System.arraycopy(target.logs()[k], 0, keptTarget[k], 0, keptTarget[k].length);
      keptHubs[k] = logHubs[k];
    }
  }

  private void restore() {
    for (int k = 0; k < hubs.length; k++) {
      System.arraycopy(keptSource[k], 0, source.logs()[k], 0, keptSource[k].length);
      System.arraycopy(keptTarget[k], 0, target.logs()[k], 0, keptTarget[k].length);
      logHubs[k] = keptHubs[k];
    }
    projection.project(PROJECTED, 0);
  }

  private static void descend(
      double[][] logs, double[][] kept, double[][] slope, double memory, double s) {
    for (int k = 0; k < logs.length; k++) {
      double[] row = logs[k];
      double[] before = kept[k];
      double[] down = slope[k];
      for (int i = 0; i < row.length; i++) {
        row[i] = memory * before[i] - s * down[i];
      }
    }
  }

  private static void scaleRow(double[] row, double factor) {
    for (int i = 0; i < row.length; i++) {
      row[i] *= factor;
    }
  }

  private static double top(double[] row) {
    double most = 0;
    for (double x : row) {
      most = Math.max(most, Math.abs(x));
    }
    return most;
  }

  /** {@code C R}, {@code C'Q}, {@code om_k / g_k^2} in {@code crossing}, and the value. */
  private void measure() {
    sides.run(
        () -> cost.apply(target.mass(), sourceSlope),
        () -> cost.applyTransposed(source.mass(), targetSlope));
    transport = 0;
    double entropy = 0;
    for (int k = 0; k < hubs.length; k++) {
      hubs[k] = Math.max(target.hubs()[k], 1e-280);
      double flow = kernels.dot(source.mass()[k], sourceSlope[k], sourceSlope[k].length) / scale;
      crossing[k] = flow / hubs[k] / hubs[k];
      transport += flow / hubs[k];
      if (reg > 0) {
        entropy +=
            hubs[k] * (logHubs[k] - 1)
                + entropy(source.mass()[k], source.logs()[k])
                + entropy(target.mass()[k], target.logs()[k]);
      }
    }
    value = transport + reg * entropy;
  }

  private static double entropy(double[] mass, double[] logs) {
    double sum = 0;
    for (int i = 0; i < mass.length; i++) {
      sum += mass[i] > 0 ? mass[i] * (logs[i] - 1) : 0;
    }
    return sum;
  }

  /** {@code <C,P>}. */
  double transportCost() {
    return transport * scale * mass;
  }

  /** {@code <C,P> + eps sum over Q, R, g of x (log x - 1)}, for unit masses. */
  double regularised() {
    return value * scale * mass;
  }

  /** The plan now. */
  FactoredCoupling plan() {
    double[][] q = new double[hubs.length][];
    for (int k = 0; k < q.length; k++) {
      q[k] = source.mass()[k].clone();
      scaleRow(q[k], mass);
    }
    return FactoredCoupling.of(q, target.mass(), hubs);
  }
}
