package monge.views.projection;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import monge.parameter.ParameterSpec;
import monge.plan.Coupling;
import monge.problem.LinearProblem;
import monge.projection.PointMap;
import monge.solver.AffineSolution;
import monge.solver.PlanSolution;
import monge.solver.Solution;
import monge.solver.ValueSolution;
import monge.views.SolutionView;
import monge.views.ViewDescriptor;
import monge.views.ViewInput;
import monge.views.picture.Numbers;
import monge.views.picture.Picture;
import monge.views.picture.PlanSentence;
import monge.views.picture.PlaneClouds;
import monge.views.picture.ProjectionsPicture;
import monge.views.picture.Selection;

/** The barycentric projection beside the conditional one; an affine map alone. */
public final class ProjectionView implements SolutionView {

  private static final String BANDWIDTH = "h";

  private static final ViewDescriptor DESCRIPTOR =
      new ViewDescriptor(
          "projection",
          "Projections",
          "where each source point lands among the targets",
          40,
          184,
          true,
          List.of(
              ParameterSpec.Real.positive(
                  BANDWIDTH,
                  "Bandwidth h",
                  "Width of the conditional projection's kernels in units of each cloud's spread.",
                  "",
                  0.5,
                  0.01,
                  2)));

  @Override
  public ViewDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public boolean shows(Solution solution) {
    return !(solution instanceof ValueSolution)
        && solution.problem() instanceof LinearProblem problem
        && problem.source().dimension() > 0
        && problem.target().dimension() > 0;
  }

  @Override
  public Picture picture(ViewInput input) {
    LinearProblem problem = (LinearProblem) input.solution().problem();
    int dimension = problem.source().dimension();
    List<ProjectionsPicture.Panel> panels =
        switch (input.solution()) {
          case PlanSolution plan -> {
            Images images = images(plan, input);
            yield List.of(
                new ProjectionsPicture.Panel(
                    "Barycentric",
                    images.barycentric(),
                    Collections.nCopies(input.placed().size(), Optional.empty())),
                new ProjectionsPicture.Panel(
                    "Conditional · h " + Numbers.tick(input.options().real(BANDWIDTH)),
                    images.conditional(),
                    mapped(images.map(), dimension, input.placed())));
          }
          case AffineSolution affine ->
              List.of(
                  new ProjectionsPicture.Panel(
                      "Affine",
                      mapped(affine.map(), dimension, List.of(problem.source().points())),
                      mapped(affine.map(), dimension, input.placed())));
          case ValueSolution value ->
              throw new IllegalArgumentException(value.solver() + " has no plan to project");
        };
    return new ProjectionsPicture(
        PlaneClouds.of(problem),
        panels,
        input.placed(),
        input.selection(),
        input.camera(),
        input.look());
  }

  @Override
  public boolean takesNewPoints() {
    return true;
  }

  @Override
  public String note(ViewInput input) {
    return input.solution() instanceof PlanSolution plan
        ? "up to " + Numbers.decimals(images(plan, input).farthestApart(), 2) + " apart"
        : "";
  }

  @Override
  public String sentence(ViewInput input) {
    if (!(input.solution() instanceof PlanSolution plan)
        || !(input.selection() instanceof Selection.SourcePoint(int i))
        || i >= plan.problem().source().size()) {
      return "";
    }
    Images images = images(plan, input);
    return "%s lands at %s (barycentric)\nand at %s (conditional)"
        .formatted(
            PlanSentence.sourceName(i),
            written(images.barycentric().get(i)),
            written(images.conditional().get(i)));
  }

  private static String written(Optional<double[]> image) {
    if (image.isEmpty()) {
      return "no place";
    }
    double[] point = image.get();
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < point.length; k++) {
      text.append(k == 0 ? "" : ", ").append(Numbers.fixed(point[k], 2));
    }
    return text.toString();
  }

  private static Images images(PlanSolution plan, ViewInput input) {
    Coupling coupling = input.replayed().orElse(plan.coupling());
    return Images.of(plan.problem(), coupling, input.options().real(BANDWIDTH));
  }

  /** A point placed in the plane has two coordinates; a map of points of a line takes the first. */
  private static List<Optional<double[]>> mapped(
      PointMap map, int dimension, List<double[]> points) {
    return points.stream()
        .map(
            point ->
                point.length < dimension
                    ? Optional.<double[]>empty()
                    : Optional.of(map.apply(Arrays.copyOf(point, dimension))))
        .toList();
  }
}
