package monge.views;

import java.util.List;
import java.util.Optional;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.solver.Solution;
import monge.views.picture.Camera;
import monge.views.picture.Look;
import monge.views.picture.Selection;

/**
 * Everything a picture of a solution depends on.
 *
 * @param replayed the plan at the scrubbed iteration, when a replay is on; otherwise the final plan
 *     is drawn
 * @param iteration the scrubbed iteration; the last one when no replay is on
 * @param t the shared time of interpolations, in [0,1]
 * @param options values of the view's own options
 * @param camera the row's shared camera; empty shows everything
 * @param placed new points a person clicked, to be mapped by views that can
 */
public record ViewInput(
    Solution solution,
    Optional<Coupling> replayed,
    int iteration,
    double t,
    ParameterValues options,
    Selection selection,
    Optional<Camera> camera,
    List<double[]> placed,
    Look look) {

  public ViewInput {
    placed = List.copyOf(placed);
  }

  /** The final answer at time {@code t}, everything else at its default. */
  public static ViewInput of(Solution solution, SolutionView view, double t, Look look) {
    return new ViewInput(
        solution,
        Optional.empty(),
        solution.convergence().iterations(),
        t,
        ParameterValues.defaults(view.options(List.of(solution))),
        Selection.NONE,
        Optional.empty(),
        List.of(),
        look);
  }
}
