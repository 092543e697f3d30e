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

  /** The part of the plane under a place; empty where the picture shows no plane to move in. */
  default Optional<Viewport> viewport(double x, double y, int width, int height) {
    return Optional.empty();
  }
}
