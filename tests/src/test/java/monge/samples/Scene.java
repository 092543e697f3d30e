package monge.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import monge.measure.DiscreteMeasure;
import monge.plan.Coupling;
import monge.problem.LinearProblem;
import monge.projection.Barycentric;
import monge.solver.PlanSolution;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;

/** A sample of clouds with what its figure is judged by. */
final class Scene {

  private static final SolverRegistry SOLVERS = SolverRegistry.load();

  final DiscreteMeasure source;
  final DiscreteMeasure target;
  private final Sample sample;
  private final LinearProblem problem;

  Scene(String id) {
    this(SampleCatalog.require(id), (SampleData.Clouds) SampleCatalog.require(id).data());
  }

  /** The scene of a sample with other points. */
  Scene(String id, SampleData.Clouds clouds) {
    this(SampleCatalog.require(id), clouds);
  }

  private Scene(Sample sample, SampleData.Clouds clouds) {
    this.sample = sample;
    source = clouds.source();
    target = clouds.target();
    problem = clouds.problem(new Sample.Run("", Map.of()));
  }

  /** Solves by the sample's first run of that solver. */
  PlanSolution solved(String solver) {
    Sample.Run run =
        sample.runs().stream().filter(r -> r.solver().equals(solver)).findFirst().orElseThrow();
    return solved(solver, run.parameters());
  }

  PlanSolution solved(String solver, Map<String, Object> parameters) {
    SolverProvider provider = SOLVERS.require(solver);
    return (PlanSolution) provider.create(provider.defaults().withAll(parameters)).solve(problem);
  }

  /** The target cluster of each of two source clusters in the better of the two matchings. */
  int[] matching(Coupling plan) {
    double straight = massBetween(plan, 0, 0) + massBetween(plan, 1, 1);
    double crossed = massBetween(plan, 0, 1) + massBetween(plan, 1, 0);
    return straight >= crossed ? new int[] {0, 1} : new int[] {1, 0};
  }

  /** The share of the mass to target clusters (outliers left out) that keeps to the matching. */
  double purity(Coupling plan) {
    int[] to = matching(plan);
    double kept = massBetween(plan, 0, to[0]) + massBetween(plan, 1, to[1]);
    return kept / (kept + massBetween(plan, 0, to[1]) + massBetween(plan, 1, to[0]));
  }

  private double massBetween(Coupling plan, int from, int to) {
    int[] sources = source.labels().orElseThrow();
    int[] targets = target.labels().orElseThrow();
    double[] sum = {0};
    plan.forEach((i, j, mass) -> sum[0] += sources[i] == from && targets[j] == to ? mass : 0);
    return sum[0];
  }

  /** The mean of a target cluster. */
  double[] centre(int cluster) {
    int[] labels = target.labels().orElseThrow();
    double[] sum = new double[2];
    int count = 0;
    for (int j = 0; j < target.size(); j++) {
      if (labels[j] == cluster) {
        sum[0] += target.coordinate(j, 0);
        sum[1] += target.coordinate(j, 1);
        count++;
      }
    }
    return new double[] {sum[0] / count, sum[1] / count};
  }

  /**
   * How far each source point's image lies from the mean of the cluster its own is matched with.
   */
  double[] strays(Coupling plan, IntFunction<double[]> image) {
    return strays(plan, image, new double[][] {centre(0), centre(1)});
  }

  /** The same from centres that are given, as those that clusters were drawn about. */
  double[] strays(Coupling plan, IntFunction<double[]> image, double[][] centres) {
    int[] to = matching(plan);
    int[] labels = source.labels().orElseThrow();
    double[] strays = new double[source.size()];
    for (int i = 0; i < strays.length; i++) {
      strays[i] = distance(image.apply(i), centres[to[labels[i]]]);
    }
    return strays;
  }

  /** The share of source points whose image is nearest to its own cluster's target mean. */
  double rightShare(IntFunction<double[]> image) {
    return rightShare(image, new double[][] {centre(0), centre(1)});
  }

  /** The same with centres that are given. */
  double rightShare(IntFunction<double[]> image, double[][] centres) {
    int[] labels = source.labels().orElseThrow();
    int right = 0;
    for (int i = 0; i < source.size(); i++) {
      double[] y = image.apply(i);
      right += distance(y, centres[labels[i]]) < distance(y, centres[1 - labels[i]]) ? 1 : 0;
    }
    return right / (double) source.size();
  }

  IntFunction<double[]> barycentric(Coupling plan) {
    Barycentric map = Barycentric.of(plan, target);
    List<double[]> images = new ArrayList<>();
    for (int i = 0; i < source.size(); i++) {
      Optional<double[]> image = map.image(i);
      images.add(image.orElseThrow());
    }
    return images::get;
  }

  static double distance(double[] a, double[] b) {
    return Math.hypot(a[0] - b[0], a[1] - b[1]);
  }

  /** {@code exp} of the entropy of row {@code i} divided by its sum. */
  static double perplexity(Coupling plan, int i) {
    double[] total = {0};
    plan.forEachInRow(i, (_, _, mass) -> total[0] += mass);
    double[] entropy = {0};
    plan.forEachInRow(
        i,
        (_, _, mass) -> {
          double p = mass / total[0];
          entropy[0] -= p > 0 ? p * Math.log(p) : 0;
        });
    return Math.exp(entropy[0]);
  }

  /** {@code sum |P - Q|}. */
  static double difference(Coupling p, Coupling q) {
    double[][] a = p.toDense();
    double[][] b = q.toDense();
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        sum += Math.abs(a[i][j] - b[i][j]);
      }
    }
    return sum;
  }
}
