package monge.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import monge.app.io.CloudFile;
import monge.app.io.InputException;
import monge.app.io.ProblemFile;
import monge.cost.GroundCost;
import monge.measure.DiscreteMeasure;
import monge.problem.ProblemDescription;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every verb that solves: which solver, its settings, two clouds and a cost. */
final class QuestionOptions {

  @Option(names = "--solver", paramLabel = "ID", description = "Use this solver, not the file's.")
  private @Nullable String solver;

  @Option(names = "--source", paramLabel = "A.csv", description = "Source points.")
  private @Nullable Path source;

  @Option(names = "--target", paramLabel = "B.csv", description = "Target points.")
  private @Nullable Path target;

  @Option(
      names = "--cost",
      paramLabel = "NAME",
      description =
          "sqeuclidean, euclidean, cityblock, chebyshev, cosine, mahalanobis, minkowski:p,"
              + " thresholded:T or geodesic:k (shortest paths among k nearest neighbours).")
  private @Nullable String cost;

  @Option(
      names = "-P",
      paramLabel = "key=value",
      description = "A parameter of the solver; 'monge solvers' lists them.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  /** Whether the question is put by two clouds rather than by a file. */
  boolean byClouds() {
    return source != null || target != null || cost != null;
  }

  Map<String, String> parameters() {
    return parameters;
  }

  /** The question of a problem file. */
  Question of(ProblemFile file) {
    if (byClouds()) {
      throw new InputException(
          "found a problem file beside --source, --target or --cost, expected one or the other");
    }
    return Question.of(file, Optional.ofNullable(solver), parameters);
  }

  /** The question of two clouds. */
  Question ofClouds(Console console) {
    if (solver == null) {
      throw new InputException("found no --solver, expected one; 'monge solvers' lists them");
    }
    return Question.of(description(console), solver, parameters);
  }

  /** Two clouds and a cost, as a description. */
  ProblemDescription description(Console console) {
    if (source == null || target == null) {
      throw new InputException(
          "found no --%s, expected a table of points"
              .formatted(source == null ? "source" : "target"));
    }
    DiscreteMeasure from = cloud(source, console);
    DiscreteMeasure to = cloud(target, console);
    ProblemDescription.Builder builder =
        ProblemDescription.named(stem(source) + "-to-" + stem(target))
            .source(from.points())
            .sourceWeights(from.weights())
            .target(to.points())
            .targetWeights(to.weights());
    if (cost != null) {
      builder.cost(GroundCost.named(cost).name());
    }
    from.labels().ifPresent(labels -> builder.param("labels", asReals(labels)));
    to.labels().ifPresent(labels -> builder.param("target_labels", asReals(labels)));
    return builder.build();
  }

  private static DiscreteMeasure cloud(Path file, Console console) {
    CloudFile cloud = CloudFile.read(file);
    cloud.notes().forEach(console::say);
    return cloud.measure();
  }

  private static double[] asReals(int[] labels) {
    double[] reals = new double[labels.length];
    for (int i = 0; i < reals.length; i++) {
      reals[i] = labels[i];
    }
    return reals;
  }

  private static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
