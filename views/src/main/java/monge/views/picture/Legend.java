package monge.views.picture;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;

/** The scale bar and the blur radius at the foot of a picture of the plane. */
final class Legend {

  private static final double INSET = 12;
  private static final double LEAST_BAR = 24;
  private static final double LARGEST_CIRCLE = 36;

  private Legend() {}

  /** A bar of 1, 2 or 5 times a power of ten data units, at the left foot or the right one. */
  static void scale(Graphics2D g, Viewport area, Look look, boolean atRight) {
    double ppu = area.camera().pixelsPerUnit();
    double unit = roundLength(Math.max(LEAST_BAR, 0.08 * area.width()) / ppu);
    double length = unit * ppu;
    Font font = Typeface.plain(Typeface.CAPTION);
    String text = Numbers.tick(unit);
    double textWidth = Marks.width(g, text, font);
    double y = area.y() + area.height() - INSET - 2;
    double x =
        atRight ? area.x() + area.width() - INSET - textWidth - 5 - length : area.x() + INSET;
    g.setStroke(new BasicStroke(3.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL));
    g.setColor(look.canvas());
    g.draw(new Line2D.Double(x - 1, y, x + length + 1, y));
    g.setStroke(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL));
    g.setColor(look.muted());
    double crisp = Math.floor(y) + 0.5;
    g.draw(new Line2D.Double(x, crisp, x + length, crisp));
    g.draw(new Line2D.Double(x, crisp - 2.5, x, crisp + 2.5));
    g.draw(new Line2D.Double(x + length, crisp - 2.5, x + length, crisp + 2.5));
    Marks.haloed(g, text, font, x + length + 5, crisp + 4, look.muted(), look.canvas());
  }

  /** A circle of the blur radius, as large as it is, and its value. */
  static void blur(Graphics2D g, Viewport area, Look look, double radius, String name) {
    double r = radius * area.camera().pixelsPerUnit();
    double line = Math.floor(area.y() + area.height() - INSET - 2) + 0.5;
    double x = area.x() + INSET;
    Font font = Typeface.plain(Typeface.CAPTION);
    String value = name + " = " + Numbers.tick(radius);
    String text = "blur radius " + value;
    if (r <= LARGEST_CIRCLE) {
      double drawn = Math.max(r, 0.75);
      double cy = Math.min(line, line + 6 - drawn);
      g.setStroke(new BasicStroke(1));
      g.setColor(look.muted());
      g.draw(Marks.circle(x + drawn, cy, drawn));
      x += 2 * drawn + 6;
    }
    // The scale bar stands in the other corner of a cell that may be narrow.
    if (x + Marks.width(g, text, font) > area.x() + 0.7 * area.width()) {
      text = value;
    }
    Marks.haloed(g, text, font, x, line + 4, look.muted(), look.canvas());
  }

  /** The time of a motion, in the first corner that no point of the clouds lies in. */
  static void time(Graphics2D g, Viewport area, Look look, PlaneClouds clouds, double t) {
    Font font = Typeface.mono(Typeface.CAPTION);
    String text = "t = " + String.format(Locale.ROOT, "%.2f", t);
    double width = Marks.width(g, text, font);
    double left = area.x() + INSET;
    double right = area.x() + area.width() - INSET - width;
    double bottom = area.y() + area.height() - INSET + 1;
    double top = area.y() + INSET + 9;
    double[][] corners = {{left, bottom}, {right, bottom}, {left, top}, {right, top}};
    double[] best = corners[0];
    int least = Integer.MAX_VALUE;
    for (double[] corner : corners) {
      int crowd = crowd(area, clouds, corner[0] - 6, corner[1] - 15, width + 12, 21);
      if (crowd < least) {
        least = crowd;
        best = corner;
      }
    }
    Marks.haloed(g, text, font, best[0], best[1], look.muted(), look.canvas());
  }

  private static int crowd(
      Viewport area, PlaneClouds clouds, double x, double y, double width, double height) {
    Rectangle2D box = new Rectangle2D.Double(x, y, width, height);
    int count = 0;
    for (int i = 0; i < clouds.sources(); i++) {
      if (box.contains(area.screenX(clouds.sourceX(i)), area.screenY(clouds.sourceY(i)))) {
        count++;
      }
    }
    for (int j = 0; j < clouds.targets(); j++) {
      if (box.contains(area.screenX(clouds.targetX(j)), area.screenY(clouds.targetY(j)))) {
        count++;
      }
    }
    return count;
  }

  /** The least of 1, 2, 5 times a power of ten that is no less. */
  static double roundLength(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double digit : new double[] {1, 2, 5}) {
      if (digit * power >= least * (1 - 1e-9)) {
        return digit * power;
      }
    }
    return 10 * power;
  }
}
