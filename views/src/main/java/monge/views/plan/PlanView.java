package monge.views.plan;

import java.util.List;
import java.util.OptionalDouble;
import monge.cost.CostFunction;
import monge.cost.PointCloudGeometry;
import monge.parameter.ParameterSpec;
import monge.plan.Coupling;
import monge.solver.PlanSolution;
import monge.solver.Solution;
import monge.views.SolutionView;
import monge.views.ViewDescriptor;
import monge.views.ViewInput;
import monge.views.picture.CloudPlanPicture;
import monge.views.picture.Numbers;
import monge.views.picture.Picture;
import monge.views.picture.PlanEntries;
import monge.views.picture.PlanSentence;
import monge.views.picture.PlaneClouds;
import monge.views.picture.Unmoved;

/** Lines on the clouds: width and opacity show mass. */
public final class PlanView implements SolutionView {

  /** The least share of the largest entry that is drawn. */
  public static final String HIDE = "hide";

  private static final ViewDescriptor DESCRIPTOR =
      new ViewDescriptor(
          "plan",
          "Plan",
          "lines on the clouds · width and opacity show mass",
          10,
          300,
          true,
          List.of(
              ParameterSpec.Real.share(
                  HIDE,
                  "Hide below share of largest",
                  "Entries of the plan below this share of its largest entry are not drawn; their"
                      + " mass is stated.",
                  0.005,
                  0.5)));

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
    PlanSolution solution = (PlanSolution) input.solution();
    Coupling coupling = input.replayed().orElse(solution.coupling());
    return new CloudPlanPicture(
        PlaneClouds.of(solution.problem()),
        coupling,
        entries(input),
        unmoved(input),
        input.selection(),
        input.camera(),
        blurRadius(solution),
        isSquared(solution) ? "√ε" : "ε",
        input.look());
  }

  @Override
  public boolean showsPointsInPlace() {
    return true;
  }

  @Override
  public int sentenceLines() {
    return 2;
  }

  @Override
  public String note(ViewInput input) {
    PlanEntries entries = entries(input);
    String unmoved = unmoved(input).words();
    String after = unmoved.isEmpty() ? "" : " · " + unmoved;
    if (entries.hiddenShare() == 0) {
      return Numbers.count(entries.count(), "entry", "entries") + ", none hidden" + after;
    }
    return "entries below "
        + Numbers.tick(entries.threshold())
        + " hidden: "
        + Numbers.percent(entries.hiddenShare())
        + " of the mass"
        + after;
  }

  @Override
  public String sentence(ViewInput input) {
    PlanSolution solution = (PlanSolution) input.solution();
    return PlanSentence.about(
        solution.problem(),
        input.replayed().orElse(solution.coupling()),
        input.selection(),
        entries(input).threshold());
  }

  private static PlanEntries entries(ViewInput input) {
    PlanSolution solution = (PlanSolution) input.solution();
    return PlanEntries.of(input.replayed().orElse(solution.coupling()), input.options().real(HIDE));
  }

  /**
   * Only where the marginals are free: NaN says that a solver does not answer for one. A plan on
   * its way to given marginals is drawn whole.
   */
  private static Unmoved unmoved(ViewInput input) {
    PlanSolution solution = (PlanSolution) input.solution();
    return Double.isNaN(solution.convergence().marginalError())
        ? Unmoved.of(solution.problem(), input.replayed().orElse(solution.coupling()))
        : Unmoved.NOTHING;
  }

  private static boolean isSquared(PlanSolution solution) {
    return solution.problem().geometry().orElse(null) instanceof PointCloudGeometry points
        && points.costFunction() instanceof CostFunction.SquaredEuclidean;
  }

  /**
   * √ε for the squared cost, ε for the Euclidean one: how far an entropic plan smears a point.
   * Unknown for other costs and for plans without an entropic term alone.
   */
  private static OptionalDouble blurRadius(PlanSolution solution) {
    if (!solution.objective().terms().containsKey("objective_entropic")
        || !solution.parameters().has("reg")
        || !(solution.problem().geometry().orElse(null) instanceof PointCloudGeometry points)) {
      return OptionalDouble.empty();
    }
    double reg = solution.parameters().real("reg");
    return switch (points.costFunction()) {
      case CostFunction.SquaredEuclidean _ -> OptionalDouble.of(Math.sqrt(reg));
      case CostFunction.Euclidean _ -> OptionalDouble.of(reg);
      default -> OptionalDouble.empty();
    };
  }
}
