package monge.views.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Places names beside points: inside the area, off one another and off the lines that matter. */
final class Names {

  private final Viewport area;
  private final Look look;
  private final List<Rectangle2D> taken = new ArrayList<>();
  private final List<Line2D> lines = new ArrayList<>();
  private final List<Point2D> crowd = new ArrayList<>();

  Names(Viewport area, Look look) {
    this.area = area;
    this.look = look;
  }

  /** Keeps names off a point. */
  void avoid(double x, double y, double r) {
    taken.add(new Rectangle2D.Double(x - r, y - r, 2 * r, 2 * r));
  }

  /** A point that a name had better not cover. */
  void crowd(double x, double y) {
    crowd.add(new Point2D.Double(x, y));
  }

  /** Keeps names off a line where there is a choice. */
  void avoidLine(double x0, double y0, double x1, double y1) {
    lines.add(new Line2D.Double(x0, y0, x1, y1));
  }

  /** Writes the name below, right of, above or left of a point, where it disturbs least. */
  void name(
      Graphics2D g, String text, Font font, Color color, double x, double y, double distance) {
    double w = Marks.width(g, text, font);
    double ascent = 0.73 * font.getSize2D();
    double gap = distance + 4;
    double diagonal = 0.7 * distance + 3;
    double far = distance + 14;
    double[][] corners = {
      {x - w / 2, y + gap},
      {x + gap, y - ascent / 2},
      {x - w / 2, y - gap - ascent},
      {x - gap - w, y - ascent / 2},
      {x + diagonal, y + diagonal},
      {x + diagonal, y - diagonal - ascent},
      {x - diagonal - w, y + diagonal},
      {x - diagonal - w, y - diagonal - ascent},
      {x - w / 2, y + far},
      {x + far, y - ascent / 2},
      {x - w / 2, y - far - ascent},
      {x - far - w, y - ascent / 2},
    };
    Rectangle2D best = new Rectangle2D.Double(corners[0][0], corners[0][1], w, ascent);
    double least = Double.POSITIVE_INFINITY;
    for (double[] corner : corners) {
      Rectangle2D place = new Rectangle2D.Double(corner[0], corner[1], w, ascent);
      double cost = cost(place);
      if (cost < least) {
        least = cost;
        best = place;
      }
    }
    double left =
        Math.clamp(
            best.getX(), area.x() + 4, Math.max(area.x() + 4.0, area.x() + area.width() - 4 - w));
    double top =
        Math.clamp(
            best.getY(),
            area.y() + 4,
            Math.max(area.y() + 4.0, area.y() + area.height() - 4 - ascent));
    taken.add(new Rectangle2D.Double(left - 2, top - 2, w + 4, ascent + 4));
    Marks.haloed(g, text, font, left, top + ascent, color, look.canvas());
  }

  private double cost(Rectangle2D place) {
    double cost = 0;
    if (place.getX() < area.x() + 4
        || place.getMaxX() > area.x() + area.width() - 4
        || place.getY() < area.y() + 4
        || place.getMaxY() > area.y() + area.height() - 4) {
      cost += 100;
    }
    for (Rectangle2D other : taken) {
      if (other.intersects(place)) {
        cost += 20;
      }
    }
    for (Line2D line : lines) {
      if (line.intersects(place)) {
        cost += 3;
      }
    }
    for (Point2D point : crowd) {
      if (point.getX() > place.getX() - 4
          && point.getX() < place.getMaxX() + 4
          && point.getY() > place.getY() - 4
          && point.getY() < place.getMaxY() + 4) {
        cost += 4;
      }
    }
    return cost;
  }
}
