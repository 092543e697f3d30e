package monge.views.gaussian;

import java.util.List;
import monge.solver.Solution;
import monge.views.SolutionView;
import monge.views.ViewDescriptor;
import monge.views.ViewInput;
import monge.views.picture.Numbers;
import monge.views.picture.Picture;

/** The convex function whose gradient is the map between two Gaussians of the plane. */
public final class PotentialView implements SolutionView {

  private static final ViewDescriptor DESCRIPTOR =
      new ViewDescriptor(
          "potential",
          "Brenier potential φ",
          "level lines, arrows ∇φ(x) − x at 16 %",
          20,
          244,
          true,
          List.of());

  @Override
  public ViewDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public boolean shows(Solution solution) {
    return GaussianScene.isIn(solution);
  }

  @Override
  public Picture picture(ViewInput input) {
    return new BrenierPotentialPicture(
        GaussianScene.of(input.solution()), input.camera(), input.look());
  }

  /** What the level lines are apart in a picture of that size. */
  public static String spacing(BrenierPotentialPicture picture, int width, int height) {
    double step = picture.step(width, height);
    return step > 0 ? "contours every " + Numbers.tick(step) : "";
  }
}
