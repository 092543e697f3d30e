package monge.views.picture;

import java.awt.Graphics2D;
import java.util.Optional;

/**
 * Something drawn: a pure function of what it was made from. It draws in logical pixels; the caller
 * scales the graphics for dense screens and print. Immutable and thread-safe, so that it can be
 * painted off the window's thread, to a file, or both.
 */
public interface Picture {

  /** Paints the whole area, background included. The graphics may be left in any state. */
  void paint(Graphics2D g, int width, int height);

  /** What lies under a place, for hovering and clicking. */
  default Selection pick(double x, double y, int width, int height) {
    return Selection.NONE;
  }

  /**
   * The camera in effect, also when the picture chose it itself to show everything; gestures start
   * from it. Empty where the picture shows no plane.
   */
  default Optional<Camera> camera(int width, int height) {
    return Optional.empty();
  }

  /** The part of the area under a place that shows the plane; the whole area unless said. */
  default Optional<Viewport> viewport(double x, double y, int width, int height) {
    return camera(width, height).map(c -> new Viewport(0, 0, width, height, c));
  }

  /** The point of the plane drawn at a place, where the picture shows the plane there. */
  default Optional<double[]> dataAt(double x, double y, int width, int height) {
    return viewport(x, y, width, height).map(v -> new double[] {v.dataX(x), v.dataY(y)});
  }
}
