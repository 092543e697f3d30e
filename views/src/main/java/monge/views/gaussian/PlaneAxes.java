package monge.views.gaussian;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import monge.views.picture.Look;
import monge.views.picture.Marks;
import monge.views.picture.Numbers;
import monge.views.picture.Typeface;
import monge.views.picture.Viewport;

/** The grid of the plane with its coordinates at the left and at the foot. */
final class PlaneAxes {

  private static final double LEAST_PIXELS = 56;

  private PlaneAxes() {}

  static void paint(Graphics2D g, Viewport area, Look look) {
    double ppu = area.camera().pixelsPerUnit();
    double step = Contours.step(1, (int) Math.max(1, ppu / LEAST_PIXELS));
    if (ppu < LEAST_PIXELS) {
      step = Contours.step(LEAST_PIXELS / ppu, 1);
    }
    Font font = Typeface.mono(Typeface.AXIS);
    g.setStroke(new BasicStroke(1));
    g.setColor(look.grid());
    long firstX = (long) Math.ceil(area.dataX(area.x()) / step);
    long lastX = (long) Math.floor(area.dataX(area.x() + area.width()) / step);
    long firstY = (long) Math.ceil(area.dataY(area.y() + area.height()) / step);
    long lastY = (long) Math.floor(area.dataY(area.y()) / step);
    for (long k = firstX; k <= lastX; k++) {
      double x = Math.floor(area.screenX(k * step)) + 0.5;
      g.draw(new Line2D.Double(x, area.y(), x, area.y() + area.height()));
    }
    for (long k = firstY; k <= lastY; k++) {
      double y = Math.floor(area.screenY(k * step)) + 0.5;
      g.draw(new Line2D.Double(area.x(), y, area.x() + area.width(), y));
    }
    for (long k = firstX; k <= lastX; k++) {
      String text = Numbers.tick(k * step);
      double x = area.screenX(k * step) - Marks.width(g, text, font) / 2;
      if (x > area.x() + 24 && x < area.x() + area.width() - 24) {
        double y = area.y() + area.height() - 7.0;
        Marks.haloed(g, text, font, x, y, look.muted(), look.canvas());
      }
    }
    for (long k = firstY; k <= lastY; k++) {
      double y = area.screenY(k * step) - 4;
      if (y > area.y() + 12 && y < area.y() + area.height() - 20) {
        Marks.haloed(
            g, Numbers.tick(k * step), font, area.x() + 8.0, y, look.muted(), look.canvas());
      }
    }
  }
}
