package monge.app.gaussians;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import monge.app.frame.Strings;
import monge.app.io.CloudFile;
import monge.app.io.InputException;
import monge.app.io.ProblemFile;
import monge.measure.DiscreteMeasure;
import monge.measure.GaussianMeasure;
import monge.problem.GaussianProblem;
import monge.problem.TransportProblem;
import monge.solver.SolverProvider;
import monge.views.gaussian.GaussianScene;

/**
 * Reads two Gaussians: a problem file with means and covariances, or two clouds, each of which is
 * replaced by the Gaussian of its mean and covariance.
 */
record GaussianFiles(String name, GaussianMeasure source, GaussianMeasure target) {

  /**
   * A problem between Gaussians, or the Gaussians that two tables of points are drawn from.
   *
   * @throws InputException with the file and what is wrong with it
   */
  static GaussianFiles read(List<Path> files, SolverProvider closedForm) {
    if (isProblem(files)) {
      return problem(files.getFirst(), closedForm);
    }
    if (files.size() != 2) {
      throw new InputException(Strings.of("gaussians.two-tables", files.size()));
    }
    return new GaussianFiles(
        stem(files.get(0)) + " → " + stem(files.get(1)),
        fitted(files.get(0)),
        fitted(files.get(1)));
  }

  private static GaussianFiles problem(Path file, SolverProvider closedForm) {
    ProblemFile read = ProblemFile.read(file);
    TransportProblem problem;
    try {
      problem = closedForm.problem(read.description());
    } catch (IllegalArgumentException e) {
      throw read.complaint("params", String.valueOf(e.getMessage()));
    }
    if (!(problem instanceof GaussianProblem gaussians) || gaussians.source().dimension() != 2) {
      throw read.complaint(
          "params", "this workspace shows Gaussians of the plane: expected means of 2 numbers");
    }
    return new GaussianFiles(read.description().id(), gaussians.source(), gaussians.target());
  }

  private static GaussianMeasure fitted(Path file) {
    DiscreteMeasure cloud = CloudFile.read(file).measure();
    if (cloud.dimension() != 2) {
      throw InputException.in(
          file,
          "found points of %d coordinates, expected 2: this workspace shows Gaussians of the plane"
              .formatted(cloud.dimension()));
    }
    return GaussianScene.fitted(cloud);
  }

  static boolean isProblem(List<Path> files) {
    return files.size() == 1 && lowerName(files.getFirst()).endsWith(".json");
  }

  private static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static String lowerName(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }
}
