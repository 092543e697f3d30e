package monge.bench;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import monge.cost.CostFunction;
import monge.image.ColorSpace;
import monge.image.ColorTransfer;
import monge.image.Extension;
import monge.image.Graded;
import monge.image.Palette;
import monge.image.PixelImage;
import monge.measure.DiscreteMeasure;
import monge.problem.LinearProblem;
import monge.solver.Solution;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One call is one solve from points to plan at n = m = 1000 in the plane, or one map of a picture
 * of 12 million pixels.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xmx3g"})
public class SolverBenchmark {

  private static final int POINTS = 1000;

  /** Enough sweeps to be timed by the sweep. */
  private static final int SWEEPS = 100;

  private final SolverRegistry registry = SolverRegistry.load();
  private final DiscreteMeasure source = cloud(1, 0);
  private final DiscreteMeasure target = cloud(2, 2);
  private final PixelImage picture = picture(4000, 3000, 3);
  private final ColorTransfer transfer = transfer();

  @Benchmark
  public Solution emd() {
    return solve("emd", Map.of());
  }

  /** Divide by 100 for one iteration. */
  @Benchmark
  public Solution sinkhornHundredIterations() {
    return solve(
        "sinkhorn",
        Map.of(
            "reg",
            0.1,
            "max_iterations",
            SWEEPS,
            "tolerance",
            1e-300,
            "newton",
            false,
            "epsilon_scaling",
            false));
  }

  @Benchmark
  public Solution fusedInfootFiftySteps() {
    return solve("fused-infoot", Map.of("outer_iterations", 50));
  }

  @Benchmark
  public Graded colourMapOfTwelveMegapixels() {
    return transfer.apply(picture);
  }

  private Solution solve(String id, Map<String, Object> settings) {
    SolverProvider provider = registry.require(id);
    LinearProblem problem =
        LinearProblem.between(source, target, new CostFunction.SquaredEuclidean());
    return provider.create(provider.defaults().withAll(settings)).solve(problem);
  }

  private ColorTransfer transfer() {
    ColorSpace space = ColorSpace.OKLAB;
    DiscreteMeasure from = Palette.sample(picture, space, 256, 4).colours();
    DiscreteMeasure to = Palette.sample(picture(640, 480, 5), space, 256, 6).colours();
    SolverProvider emd = registry.require("emd");
    Solution solution =
        emd.create(emd.defaults())
            .solve(LinearProblem.between(from, to, new CostFunction.SquaredEuclidean()));
    return ColorTransfer.fit(solution, space, Extension.NEAREST, 0.5);
  }

  private static DiscreteMeasure cloud(long seed, double shift) {
    Random random = new Random(seed);
    double[][] points = new double[POINTS][2];
    for (double[] point : points) {
      point[0] = random.nextGaussian() + shift;
      point[1] = random.nextGaussian();
    }
    return DiscreteMeasure.uniform(points);
  }

  /** Smooth colours with a grain, so that neither pixels nor branches repeat. */
  private static PixelImage picture(int width, int height, long seed) {
    Random random = new Random(seed);
    double tilt = random.nextDouble();
    int[] rgb = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int red = channel(x / (double) width, random);
        int green = channel(y / (double) height, random);
        int blue = channel(tilt * (1 - x / (double) width), random);
        rgb[y * width + x] = red << 16 | green << 8 | blue;
      }
    }
    return PixelImage.ofRgb(width, height, rgb);
  }

  private static int channel(double level, Random random) {
    return Math.clamp((int) (235 * level) + random.nextInt(20), 0, 255);
  }
}
