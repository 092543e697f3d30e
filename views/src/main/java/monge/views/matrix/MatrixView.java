package monge.views.matrix;

import java.util.List;
import monge.measure.DiscreteMeasure;
import monge.parameter.ParameterSpec;
import monge.plan.Coupling;
import monge.problem.LinearProblem;
import monge.solver.PlanSolution;
import monge.solver.Solution;
import monge.views.SolutionView;
import monge.views.ViewDescriptor;
import monge.views.ViewInput;
import monge.views.picture.MatrixCells;
import monge.views.picture.MatrixPicture;
import monge.views.picture.Numbers;
import monge.views.picture.Picture;
import monge.views.picture.PlanSentence;
import monge.views.picture.PointOrder;

/** The plan as a heat map, a row a source point, with its marginals at the sides. */
public final class MatrixView implements SolutionView {

  private static final String SCALE = "scale";
  private static final String ORDER = "order";

  private static final ViewDescriptor DESCRIPTOR =
      new ViewDescriptor(
          "matrix",
          "Matrix",
          "share of each row · rows source, columns target",
          20,
          220,
          false,
          List.of(
              new ParameterSpec.Choice(
                  SCALE,
                  "Colour",
                  "Whether colour follows the share itself or its logarithm over four decades.",
                  "log",
                  List.of(
                      new ParameterSpec.Choice.Option("log", "Log"),
                      new ParameterSpec.Choice.Option("linear", "Linear"))),
              new ParameterSpec.Choice(
                  ORDER,
                  "Order",
                  "By cluster and then position, by position alone, or as the data came.",
                  "cluster",
                  List.of(
                      new ParameterSpec.Choice.Option("cluster", "Cluster"),
                      new ParameterSpec.Choice.Option("position", "Position"),
                      new ParameterSpec.Choice.Option("given", "Given")))));

  @Override
  public ViewDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public boolean shows(Solution solution) {
    return solution instanceof PlanSolution;
  }

  @Override
  public Picture picture(ViewInput input) {
    LinearProblem problem = ((PlanSolution) input.solution()).problem();
    return new MatrixPicture(
        cells(input),
        order(problem.source(), input),
        order(problem.target(), input),
        problem.source().weights(),
        problem.target().weights(),
        input.options().choice(SCALE).equals("log"),
        input.selection(),
        input.look());
  }

  @Override
  public String note(ViewInput input) {
    return "largest share " + Numbers.percent(cells(input).largest());
  }

  @Override
  public String sentence(ViewInput input) {
    return PlanSentence.about(
        ((PlanSolution) input.solution()).problem(), coupling(input), input.selection(), 0);
  }

  private static Coupling coupling(ViewInput input) {
    return input.replayed().orElse(((PlanSolution) input.solution()).coupling());
  }

  private static MatrixCells cells(ViewInput input) {
    LinearProblem problem = ((PlanSolution) input.solution()).problem();
    return MatrixCells.of(
        coupling(input),
        order(problem.source(), input),
        order(problem.target(), input),
        input.options().choice(ORDER));
  }

  private static PointOrder order(DiscreteMeasure cloud, ViewInput input) {
    return switch (input.options().choice(ORDER)) {
      case "given" -> PointOrder.asGiven(cloud.size());
      case "position" -> PointOrder.byPosition(cloud);
      default -> PointOrder.byCluster(cloud);
    };
  }
}
