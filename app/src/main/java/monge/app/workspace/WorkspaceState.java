package monge.app.workspace;

import java.util.Map;

/**
 * Everything a person made in one workspace: data, settings, layout. Immutable; two equal states
 * show the same thing. Answers of solvers are no part of it, they follow from it.
 */
public interface WorkspaceState {

  /** The workspace it belongs to: clouds, images, gaussians. */
  String kind();

  /**
   * The state as plain values for a session file: Double, Integer, Boolean, String, {@code
   * double[]}, {@code double[][]}, lists and maps of such.
   */
  Map<String, Object> toMap();
}
