package monge.app;

import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import monge.cost.GroundCost;
import monge.measure.DiscreteMeasure;
import monge.plan.Coupling;
import monge.problem.LinearProblem;
import monge.solver.Solution;
import monge.solver.SolveMonitor;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import monge.solver.Start;
import monge.solver.TracePoint;
import monge.views.SolutionView;
import monge.views.ViewInput;
import monge.views.ViewRegistry;
import monge.views.picture.Look;
import monge.views.picture.Raster;

/**
 * Does in the background, before a person asks for it, what Java does slowly the first time. Its
 * questions are made up and its answers are thrown away.
 */
final class WarmUp {

  private static final int WIDTH = 460;
  private static final int HEIGHT = 300;

  /** Small ones for what runs once a solve, large ones for the kernels. */
  private static final int[] SIZES = {30, 300, 30, 1000, 300, 30};

  /** What has not become quick by then is slow by nature. */
  private static final long MOST_NANOS = 4_000_000_000L;

  private final BooleanSupplier closed;

  /**
   * @param closed whether the window has gone
   */
  WarmUp(BooleanSupplier closed) {
    this.closed = closed;
  }

  /** Loads what the first answer and its pictures need, while the window is still being made. */
  void load() {
    answer(SolverRegistry.load(), ViewRegistry.load(), "emd", SIZES[0], closed);
  }

  /** Lets Java compile kernels and painters. */
  void compile() {
    SolverRegistry solvers = SolverRegistry.load();
    ViewRegistry views = ViewRegistry.load();
    long end = System.nanoTime() + MOST_NANOS;
    BooleanSupplier stopped = () -> closed.getAsBoolean() || System.nanoTime() - end > 0;
    for (int size : SIZES) {
      answer(solvers, views, "sinkhorn", size, stopped);
      answer(solvers, views, "emd", size, stopped);
    }
  }

  private static void answer(
      SolverRegistry solvers, ViewRegistry views, String id, int size, BooleanSupplier stopped) {
    if (stopped.getAsBoolean()) {
      return;
    }
    SolverProvider provider = solvers.require(id);
    LinearProblem problem =
        LinearProblem.between(cloud(size, 1), cloud(size, 2), GroundCost.named("sqeuclidean"));
    Solution solution =
        provider.create(provider.defaults()).solve(problem, Start.COLD, new Watch(stopped));
    int[] pixels = new int[WIDTH * HEIGHT];
    for (SolutionView view : views.all()) {
      if (view.shows(solution) && !stopped.getAsBoolean()) {
        ViewInput input = ViewInput.of(solution, view, 0.5, Look.LIGHT);
        Raster.paint(view.picture(input), WIDTH, HEIGHT, 1, pixels);
      }
    }
  }

  private static DiscreteMeasure cloud(int size, long seed) {
    Random random = new Random(seed);
    double[][] points = new double[size][];
    for (int i = 0; i < size; i++) {
      points[i] = new double[] {random.nextDouble(), random.nextDouble() + seed};
    }
    return DiscreteMeasure.uniform(points);
  }

  /** Stops a solve, and takes its snapshots as the window does. */
  private record Watch(BooleanSupplier stopped) implements SolveMonitor {
    @Override
    public boolean isCancelled() {
      return stopped.getAsBoolean();
    }

    @Override
    public void iteration(TracePoint point, Supplier<Coupling> snapshot) {
      if (point.iteration() < 2) {
        Coupling _ = snapshot.get();
      }
    }
  }
}
