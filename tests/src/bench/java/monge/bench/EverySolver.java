package monge.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import monge.cost.CostFunction;
import monge.measure.DiscreteMeasure;
import monge.plan.Coupling;
import monge.problem.LinearProblem;
import monge.solver.Solution;
import monge.solver.SolveMonitor;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import monge.solver.Start;
import monge.solver.TracePoint;

/**
 * Seconds of every solver at n = m = 500 in the plane with its default settings, first in this
 * process and again; then how long each still works at n = m = 4000 after it was asked to stop. A
 * solve of more than {@link #LIMIT} seconds is stopped and told as such.
 */
public final class EverySolver {

  private static final int POINTS = 500;
  private static final int MANY_POINTS = 4000;
  private static final double LIMIT = 30;
  private static final double[] STOPPED_AFTER = {0.02, 0.3, 1, 3};

  /** Asks to stop when a time is over. */
  private static final class Clock implements SolveMonitor {
    private final long start = System.nanoTime();
    private final double limit;

    Clock(double limit) {
      this.limit = limit;
    }

    @Override
    public boolean isCancelled() {
      return (System.nanoTime() - start) * 1e-9 > limit;
    }

    @Override
    public void iteration(TracePoint point, Supplier<Coupling> snapshot) {}

    double seconds() {
      return (System.nanoTime() - start) * 1e-9;
    }
  }

  private EverySolver() {}

  /** Solver ids to run; all of them without any. */
  public static void main(String[] ids) {
    PrintStream out = System.out;
    LinearProblem small = problem(POINTS);
    LinearProblem large = problem(MANY_POINTS);
    out.printf(Locale.ROOT, "%-20s %8s %8s  %s%n", "n = m = 500", "first", "again", "end");
    for (SolverProvider provider : SolverRegistry.load().all()) {
      if (wanted(provider, ids) && provider.refusal(small).isEmpty()) {
        double first = solve(provider, small, LIMIT).seconds();
        Clock again = new Clock(LIMIT);
        Solution solution = provider.create(provider.defaults()).solve(small, Start.COLD, again);
        out.printf(
            Locale.ROOT,
            "%-20s %8.3f %8.3f  %s%n",
            provider.descriptor().id(),
            first,
            again.seconds(),
            solution.convergence().status());
      }
    }
    out.printf(Locale.ROOT, "%n%-20s %s%n", "n = m = 4000", "ms after stop at .02, .3, 1, 3 s");
    for (SolverProvider provider : SolverRegistry.load().all()) {
      if (wanted(provider, ids) && provider.refusal(large).isEmpty()) {
        StringBuilder row = new StringBuilder();
        for (double after : STOPPED_AFTER) {
          double left = solve(provider, large, after).seconds() - after;
          row.append(String.format(Locale.ROOT, "%8s", left < 0 ? "done" : Math.round(1e3 * left)));
        }
        out.printf("%-20s %s%n", provider.descriptor().id(), row);
      }
    }
  }

  private static Clock solve(SolverProvider provider, LinearProblem problem, double limit) {
    Clock clock = new Clock(limit);
    provider.create(provider.defaults()).solve(problem, Start.COLD, clock);
    return clock;
  }

  private static boolean wanted(SolverProvider provider, String[] ids) {
    return ids.length == 0 || List.of(ids).contains(provider.descriptor().id());
  }

  /** Two Gaussian clouds, the source in two classes. */
  private static LinearProblem problem(int n) {
    return LinearProblem.between(
        cloud(n, 1, 0), cloud(n, 2, 2), new CostFunction.SquaredEuclidean());
  }

  private static DiscreteMeasure cloud(int n, long seed, double shift) {
    Random random = new Random(seed);
    double[][] points = new double[n][2];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      points[i][0] = random.nextGaussian() + shift;
      points[i][1] = random.nextGaussian();
      labels[i] = points[i][0] > shift ? 1 : 0;
    }
    return DiscreteMeasure.uniform(points).withLabels(labels);
  }
}
