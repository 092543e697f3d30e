package monge.app;

import java.util.List;
import java.util.function.Function;
import monge.app.clouds.CloudsPane;
import monge.app.frame.Desk;
import monge.app.frame.WorkspacePane;
import monge.app.gaussians.GaussiansPane;
import monge.app.images.ImagesWorkspace;

/** The tabs of the window, in their order; a new workspace is one more line. */
final class Workspaces {

  static final List<Function<Desk, WorkspacePane>> ALL =
      List.of(CloudsPane::new, ImagesWorkspace::new, GaussiansPane::new);

  private Workspaces() {}
}
