package monge.bench;

import java.util.Arrays;
import monge.cost.GroundCost;
import monge.image.ColorSpace;
import monge.image.ColorTransfer;
import monge.image.Extension;
import monge.image.Graded;
import monge.image.Palette;
import monge.image.PixelImage;
import monge.problem.LinearProblem;
import monge.solver.Solution;
import monge.solver.SolveMonitor;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import monge.solver.Start;

/**
 * A picture of 12 megapixels takes the colours of another: palettes, the exact plan between them
 * and the map of every pixel, from the loaded pictures on. Meant for a heap of {@value
 * #HEAP_MEGABYTES} MB, the two pictures of 96 MB in it: it fits into what is left, or fails.
 */
public final class LargePicture {

  private static final int WIDTH = 4000;
  private static final int HEIGHT = 3000;
  private static final int COLOURS = 256;
  private static final int RUNS = 6;

  /** Two pictures, 200 MB, and what Java itself keeps. */
  static final int HEAP_MEGABYTES = 383;

  private LargePicture() {}

  public static void main(String[] args) {
    PixelImage picture = picture(0);
    PixelImage other = picture(1);
    double[] times = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      long begun = System.nanoTime();
      Graded graded = grade(picture, other);
      times[run] = (System.nanoTime() - begun) * 1e-9;
      if (graded.image().pixels() != picture.pixels()) {
        throw new IllegalStateException("not every pixel was mapped");
      }
    }
    double first = times[0];
    Arrays.sort(times);
    Row.print(
        "12 megapixels: palettes, plan and map",
        "%.2f s (first %.2f s)".formatted(times[RUNS / 2], first),
        "1 s");
    long limit = Runtime.getRuntime().maxMemory() >> 20;
    Row.print(
        "heap above the pictures meanwhile",
        "at most %d MB, with what Java keeps".formatted(limit - (2L * 8 * WIDTH * HEIGHT >> 20)),
        "200 MB");
  }

  private static Graded grade(PixelImage picture, PixelImage other) {
    ColorSpace space = ColorSpace.named("oklab");
    Palette from = Palette.kMeans(picture, space, COLOURS, 1);
    Palette to = Palette.kMeans(other, space, COLOURS, 1);
    SolverProvider provider = SolverRegistry.load().require("emd");
    LinearProblem problem =
        LinearProblem.between(from.colours(), to.colours(), GroundCost.named("sqeuclidean"));
    Solution solution =
        provider.create(provider.defaults()).solve(problem, Start.COLD, SolveMonitor.NONE);
    return ColorTransfer.fit(solution, space, Extension.of(solution).getFirst(), 0.2)
        .apply(picture);
  }

  /** Waves of colour, finer than a palette tells apart. */
  private static PixelImage picture(int kind) {
    int[] rgb = new int[WIDTH * HEIGHT];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int red = wave(x * 0.003 + kind, y * 0.001);
        int green = wave(y * 0.004, x * 0.0013 + kind);
        int blue = wave((x + y) * 0.002, (x - y) * 0.0031 + 2 * kind);
        rgb[y * WIDTH + x] = red << 16 | green << 8 | blue;
      }
    }
    return PixelImage.ofRgb(WIDTH, HEIGHT, rgb);
  }

  private static int wave(double a, double b) {
    return (int) (127.5 + 63 * Math.sin(a) + 63 * Math.cos(b));
  }
}
