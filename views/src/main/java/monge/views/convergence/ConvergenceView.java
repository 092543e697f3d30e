package monge.views.convergence;

import java.util.List;
import monge.solver.Convergence;
import monge.solver.Solution;
import monge.solver.Status;
import monge.views.SolutionView;
import monge.views.ViewDescriptor;
import monge.views.ViewInput;
import monge.views.picture.ConvergencePicture;
import monge.views.picture.Numbers;
import monge.views.picture.Picture;

/** Errors by iteration on logarithmic scales. */
public final class ConvergenceView implements SolutionView {

  private static final ViewDescriptor DESCRIPTOR =
      new ViewDescriptor(
          "convergence",
          "Convergence",
          "errors by iteration, logarithmic",
          50,
          132,
          true,
          List.of());

  @Override
  public ViewDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public boolean shows(Solution solution) {
    return true;
  }

  @Override
  public Picture picture(ViewInput input) {
    Convergence convergence = input.solution().convergence();
    return new ConvergencePicture(
        convergence.trace(),
        convergence.unit(),
        input.iteration(),
        convergence.status() == Status.OPTIMAL,
        input.look());
  }

  @Override
  public boolean picksIterations() {
    return true;
  }

  @Override
  public String note(ViewInput input) {
    Convergence convergence = input.solution().convergence();
    return Numbers.count(convergence.iterations()) + " " + convergence.unit();
  }
}
