package monge.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import monge.app.io.CloudFile;
import monge.app.io.InputException;
import monge.app.io.JsonValues;
import monge.measure.DiscreteMeasure;
import monge.problem.ProblemDescription;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code monge gaussian}: the Wasserstein distance between the normal laws of two clouds. */
@Command(
    name = "gaussian",
    mixinStandardHelpOptions = true,
    description =
        "Fits a Gaussian to each cloud and prints their Wasserstein distance and the map between"
            + " them, T(x) = Ax + b.")
final class GaussianCommand implements Callable<Integer> {

  private static final String SOLVER = "gaussian-w2";

  private final Console console;

  @Option(names = "--source", required = true, paramLabel = "A.csv", description = "Source points.")
  @SuppressWarnings("NullAway.Init")
  private Path source;

  @Option(names = "--target", required = true, paramLabel = "B.csv", description = "Target points.")
  @SuppressWarnings("NullAway.Init")
  private Path target;

  @Option(names = "--json", paramLabel = "FILE", description = "Write JSON here; - prints it.")
  private @Nullable Path json;

  GaussianCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    DiscreteMeasure from = cloud(source);
    DiscreteMeasure to = cloud(target);
    if (from.dimension() != to.dimension()) {
      throw InputException.in(
          target,
          "found points of %d coordinates, expected %d as in %s"
              .formatted(to.dimension(), from.dimension(), source));
    }
    double[] mean1 = mean(from);
    double[] mean2 = mean(to);
    ProblemDescription description =
        ProblemDescription.named("gaussian")
            .param("mean1", mean1)
            .param("cov1", covariance(from, mean1))
            .param("mean2", mean2)
            .param("cov2", covariance(to, mean2))
            .build();
    Answer answer =
        Question.of(description, SOLVER, Map.of()).answer(console.registry(), console.monitor());
    Map<String, Object> values = new LinkedHashMap<>(answer.values());
    values.putAll(description.params());
    if (json != null) {
      Answer complete = answer.withValues(values);
      console.write(Optional.of(json), complete.asFile()::writeTo);
    } else {
      for (String key : new String[] {"W2", "mean1", "cov1", "mean2", "cov2", "A", "b"}) {
        if (values.containsKey(key)) {
          console.out().printf(Locale.ROOT, "%-6s %s%n", key, JsonValues.text(values.get(key)));
        }
      }
    }
    return answer.exitCode();
  }

  private DiscreteMeasure cloud(Path file) {
    CloudFile cloud = CloudFile.read(file);
    cloud.notes().forEach(console::say);
    return cloud.measure();
  }

  /** {@code sum_i a_i x_i}. */
  private static double[] mean(DiscreteMeasure cloud) {
    double[] mean = new double[cloud.dimension()];
    for (int i = 0; i < cloud.size(); i++) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += cloud.weight(i) * cloud.coordinate(i, k);
      }
    }
    return mean;
  }

  /** {@code sum_i a_i (x_i - m)(x_i - m)'}. */
  private static double[][] covariance(DiscreteMeasure cloud, double[] mean) {
    int d = mean.length;
    double[][] covariance = new double[d][d];
    for (int i = 0; i < cloud.size(); i++) {
      for (int k = 0; k < d; k++) {
        double left = cloud.weight(i) * (cloud.coordinate(i, k) - mean[k]);
        for (int l = 0; l <= k; l++) {
          covariance[k][l] += left * (cloud.coordinate(i, l) - mean[l]);
        }
      }
    }
    for (int k = 0; k < d; k++) {
      for (int l = 0; l < k; l++) {
        covariance[l][k] = covariance[k][l];
      }
    }
    return covariance;
  }
}
