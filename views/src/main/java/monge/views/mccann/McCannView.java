package monge.views.mccann;

import java.util.List;
import monge.parameter.ParameterSpec;
import monge.plan.Coupling;
import monge.problem.LinearProblem;
import monge.solver.AffineSolution;
import monge.solver.PlanSolution;
import monge.solver.Solution;
import monge.solver.ValueSolution;
import monge.views.SolutionView;
import monge.views.ViewDescriptor;
import monge.views.ViewInput;
import monge.views.picture.McCannPicture;
import monge.views.picture.Motion;
import monge.views.picture.Numbers;
import monge.views.picture.Picture;
import monge.views.picture.PlanEntries;
import monge.views.picture.PlanSentence;
import monge.views.picture.PlaneClouds;

/** Where the mass is at time t, when every entry of the plan moves along its line. */
public final class McCannView implements SolutionView {

  private static final String SHOW = "show";

  /** Fainter entries are specks that nobody sees. */
  private static final double LEAST_SHARE = 0.01;

  private static final ViewDescriptor DESCRIPTOR =
      new ViewDescriptor(
          "mccann",
          "McCann",
          "mass on its way at time t · tails point back",
          30,
          184,
          true,
          List.of(
              new ParameterSpec.Choice(
                  SHOW,
                  "Show",
                  "Moving points, or how dense they lie.",
                  "points",
                  List.of(
                      new ParameterSpec.Choice.Option("points", "Points"),
                      new ParameterSpec.Choice.Option("density", "Density")))));

  @Override
  public ViewDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public boolean shows(Solution solution) {
    return !(solution instanceof ValueSolution)
        && solution.problem() instanceof LinearProblem problem
        && problem.source().dimension() == problem.target().dimension()
        && problem.source().dimension() > 0;
  }

  @Override
  public boolean followsTime() {
    return true;
  }

  @Override
  public boolean showsPointsInPlace() {
    return true;
  }

  @Override
  public Picture picture(ViewInput input) {
    PlaneClouds clouds = PlaneClouds.of((LinearProblem) input.solution().problem());
    return new McCannPicture(
        clouds,
        motion(clouds, input),
        input.t(),
        input.options().choice(SHOW).equals("density"),
        input.selection(),
        input.camera(),
        input.look());
  }

  private static Motion motion(PlaneClouds clouds, ViewInput input) {
    return switch (input.solution()) {
      case PlanSolution plan -> Motion.of(clouds, entries(plan, input));
      case AffineSolution affine -> {
        double[][] points = ((LinearProblem) affine.problem()).source().points();
        double[][] images = new double[points.length][];
        for (int i = 0; i < images.length; i++) {
          images[i] = affine.map().apply(points[i]);
        }
        yield Motion.of(clouds, images);
      }
      case ValueSolution value ->
          throw new IllegalArgumentException(value.solver() + " has no plan to move mass by");
    };
  }

  private static PlanEntries entries(PlanSolution plan, ViewInput input) {
    return PlanEntries.of(input.replayed().orElse(plan.coupling()), LEAST_SHARE);
  }

  @Override
  public String note(ViewInput input) {
    if (!(input.solution() instanceof PlanSolution plan)) {
      return "";
    }
    double hidden = entries(plan, input).hiddenShare();
    return hidden == 0 ? "" : Numbers.percent(hidden) + " of the mass not drawn";
  }

  @Override
  public String sentence(ViewInput input) {
    if (!(input.solution() instanceof PlanSolution plan)) {
      return "";
    }
    Coupling coupling = input.replayed().orElse(plan.coupling());
    return PlanSentence.about(plan.problem(), coupling, input.selection(), 0);
  }
}
