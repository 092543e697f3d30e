package monge.app.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import monge.app.io.InputException;
import monge.app.io.JsonValues;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code monge bench}: seconds of a solve alone in a warm Java. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Times a solve in a warm Java, from points to plan: costs are computed anew each time,"
            + " reading the file and writing the result are not counted.")
final class BenchCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private final OneQuestion asked = new OneQuestion();

  /** Java compiles what runs often in the first second or two. */
  private static final long WARM_NANOS = 2_000_000_000L;

  @Option(
      names = "--warmup",
      defaultValue = "3",
      description =
          "Least number of solves before the clock runs; short ones go on for two seconds. With 0"
              + " the first solve counts.")
  private int warmup;

  @Option(names = "--repeat", defaultValue = "5", description = "Solves on the clock.")
  private int repeat;

  @Option(names = "--json", paramLabel = "FILE", description = "Write JSON here; - prints it.")
  private @Nullable Path json;

  BenchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (warmup < 0 || repeat < 1) {
      throw new InputException(
          "found --warmup %d --repeat %d, expected --warmup >= 0 and --repeat >= 1"
              .formatted(warmup, repeat));
    }
    Question question = asked.read(console);
    long start = System.nanoTime();
    Question.Timed last = question.timed(console.registry(), console.monitor());
    for (int k = 1; isCold(k, start) && !console.isCancelled(); k++) {
      last = question.timed(console.registry(), console.monitor());
    }
    double[] seconds = new double[repeat];
    int done = 0;
    // Without a warm-up the solve above is the first on the clock.
    if (warmup == 0) {
      seconds[done++] = last.seconds();
    }
    while (done < repeat && !console.isCancelled()) {
      last = question.timed(console.registry(), console.monitor());
      seconds[done++] = last.seconds();
    }
    seconds = Arrays.copyOf(seconds, done);
    Answer answer = last.answer().get();
    report(seconds, answer);
    return console.isCancelled() ? ExitCode.CANCELLED : answer.exitCode();
  }

  private boolean isCold(int solves, long start) {
    return solves < warmup || (warmup > 0 && System.nanoTime() - start < WARM_NANOS);
  }

  private void report(double[] seconds, Answer answer) {
    if (json == null) {
      double[] sorted = seconds.clone();
      Arrays.sort(sorted);
      console
          .out()
          .printf(
              Locale.ROOT,
              "%s: median %.6f s, least %.6f s of %d, %s after %d%n",
              answer.solver(),
              sorted[sorted.length / 2],
              sorted[0],
              sorted.length,
              answer.status(),
              answer.iterations());
      return;
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("id", answer.description().id());
    result.put("solver", answer.solver());
    result.put("status", answer.status());
    result.put("iterations", answer.iterations());
    result.put("seconds", seconds);
    result.put("values", answer.values());
    console.write(Optional.of(json), out -> JsonValues.print(out, result));
  }
}
