package monge.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import monge.app.export.Figure;
import monge.cost.CostFunction;
import monge.measure.DiscreteMeasure;
import monge.problem.LinearProblem;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import monge.views.picture.Look;

/**
 * How the time of a solve grows with the points, n = m = 250, 500, ... in the plane: a table, the
 * exponents fitted from {@link #FITTED_FROM} points on or to the last three, and a chart. Times are
 * the processor's, all threads together, after a warm-up: other work on the machine does not count.
 * A curve ends at the first point of more than half of {@link #LIMIT} seconds: the next would take
 * longer than that.
 */
public final class Growth {

  private static final double LIMIT = 60;
  private static final int FEWEST = 250;
  private static final int MOST = 16_000;
  private static final int FITTED_FROM = 1000;
  private static final double WARM_UP = 2;
  private static final double WATCHED = 0.4;

  /** Points a side, and processor seconds. */
  record Point(int n, double seconds) {}

  /** Times of one solver. */
  record Curve(String solver, List<Point> points) {

    /** The slope of the least-squares line through the logarithms. */
    double exponent() {
      List<Point> large = points.stream().filter(p -> p.n() >= FITTED_FROM).toList();
      List<Point> fitted =
          large.size() >= 3 ? large : points.subList(Math.max(0, points.size() - 3), points.size());
      double meanX = fitted.stream().mapToDouble(p -> Math.log(p.n())).average().orElse(0);
      double meanY = fitted.stream().mapToDouble(p -> Math.log(p.seconds())).average().orElse(0);
      double xy = 0;
      double xx = 0;
      for (Point p : fitted) {
        double x = Math.log(p.n()) - meanX;
        xy += x * (Math.log(p.seconds()) - meanY);
        xx += x * x;
      }
      return xy / xx;
    }
  }

  private final PrintStream out = System.out;
  private final OperatingSystemMXBean machine =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private Growth() {}

  /** The picture's file; the most points of fused-infoot. */
  public static void main(String[] arguments) {
    Path picture = Path.of(arguments.length > 0 ? arguments[0] : "growth.png");
    int mostOfInfoot = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2000;
    Growth growth = new Growth();
    List<Curve> curves =
        List.of(
            growth.curve("emd", Map.of(), MOST),
            growth.curve("sinkhorn", Map.of("reg", 0.5), MOST),
            growth.curve("fused-infoot", Map.of("outer_iterations", 50), mostOfInfoot));
    for (Curve curve : curves) {
      growth.out.printf(Locale.ROOT, "%s grows as n^%.2f%n", curve.solver(), curve.exponent());
    }
    new Figure(new GrowthPicture(curves, Look.LIGHT), 640, 360, 2).writePng(picture);
  }

  private Curve curve(String id, Map<String, Object> settings, int most) {
    List<Point> points = new ArrayList<>();
    seconds(id, settings, FEWEST, WARM_UP);
    seconds(id, settings, 2 * FEWEST, WARM_UP);
    for (int n = FEWEST; n <= most; n *= 2) {
      double seconds = seconds(id, settings, n, WATCHED);
      points.add(new Point(n, seconds));
      out.printf(Locale.ROOT, "%-14s %6d %10.4f s%n", id, n, seconds);
      if (seconds > LIMIT / 2) {
        break;
      }
    }
    return new Curve(id, points);
  }

  /** The mean of as many solves as take a while together: the clock ticks coarsely. */
  private double seconds(String id, Map<String, Object> settings, int n, double atLeast) {
    SolverProvider provider = SolverRegistry.load().require(id);
    DiscreteMeasure source = cloud(1, n, 0);
    DiscreteMeasure target = cloud(2, n, 2);
    long start = machine.getProcessCpuTime();
    double spent = 0;
    int solves = 0;
    while (spent < atLeast) {
      LinearProblem problem =
          LinearProblem.between(source, target, new CostFunction.SquaredEuclidean());
      provider.create(provider.defaults().withAll(settings)).solve(problem);
      solves++;
      spent = (machine.getProcessCpuTime() - start) * 1e-9;
    }
    return spent / solves;
  }

  private static DiscreteMeasure cloud(long seed, int n, double shift) {
    Random random = new Random(seed);
    double[][] points = new double[n][2];
    for (double[] point : points) {
      point[0] = random.nextGaussian() + shift;
      point[1] = random.nextGaussian();
    }
    return DiscreteMeasure.uniform(points);
  }
}
