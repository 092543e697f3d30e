package monge.app;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import monge.app.cli.MongeCommand;
import monge.app.io.PictureFile;
import monge.image.PixelImage;

/**
 * What {@code monge prepare} lets Java watch for the sake of short commands: small problems solved,
 * the colours of pictures moved. The argument is a folder for its files.
 */
public final class CommandRehearsal {

  private static final int EDGE = 400;

  private final Path folder;
  private final Random random = new Random(1);
  private final PrintStream nowhere =
      new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

  private CommandRehearsal(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException {
    CommandRehearsal rehearsal = new CommandRehearsal(Path.of(arguments[0]));
    rehearsal.solve();
    rehearsal.colour();
  }

  private void solve() throws IOException {
    for (int size : new int[] {20, 300}) {
      for (String solver : List.of("emd", "sinkhorn", "infoot")) {
        Path problem = folder.resolve(solver + ".json");
        Files.writeString(
            problem,
            "{\"id\": \"rehearsal\", \"solver\": \"%s\", \"params\": {}, \"source\": %s, \"target\": %s}"
                .formatted(solver, cloud(size), cloud(size)));
        run("solve", problem.toString(), "--out-dir", folder.toString());
      }
    }
    run("solvers");
    run("solve", "--help");
  }

  private String cloud(int size) {
    double[][] points = new double[size][];
    Arrays.setAll(points, _ -> new double[] {random.nextDouble(), random.nextDouble()});
    return Arrays.deepToString(points);
  }

  private void colour() {
    Path warm = picture("warm.png", 0xd08040);
    Path cold = picture("cold.png", 0x3070c0);
    Path out = folder.resolve("graded.png");
    for (String solver : List.of("emd", "sinkhorn", "linear-map")) {
      for (String palette : List.of("kmeans", "sample")) {
        for (String space : List.of("oklab", "srgb")) {
          run(
              "color",
              warm.toString(),
              cold.toString(),
              "--solver=" + solver,
              "--palette=" + palette,
              "--colors=" + (palette.equals("sample") ? 1000 : 256),
              "--space=" + space,
              "--out=" + out);
        }
      }
    }
  }

  /** One colour with much grain. */
  private Path picture(String name, int rgb) {
    int[] pixels = new int[EDGE * EDGE];
    Arrays.setAll(pixels, _ -> rgb ^ random.nextInt() & 0x3f3f3f);
    Path file = folder.resolve(name);
    PictureFile.write(PixelImage.ofRgb(EDGE, EDGE, pixels), file);
    return file;
  }

  /** An answer that has not converged will do, a refusal will not. */
  private void run(String... words) {
    int code = MongeCommand.run(words, nowhere, nowhere, new AtomicBoolean());
    if (code > 1) {
      throw new IllegalStateException(
          "'%s' ended with %d".formatted(String.join(" ", words), code));
    }
  }
}
