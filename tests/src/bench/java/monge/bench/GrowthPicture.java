package monge.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.Comparator;
import java.util.List;
import monge.views.picture.Look;
import monge.views.picture.Marks;
import monge.views.picture.Picture;
import monge.views.picture.Raster;
import monge.views.picture.Typeface;

/** Seconds against points, both on logarithmic scales: a slope is an exponent. */
final class GrowthPicture implements Picture {

  private static final double LEFT = 58;
  private static final double RIGHT = 150;
  private static final double TOP = 34;
  private static final double BOTTOM = 40;

  private final List<Growth.Curve> curves;
  private final Look look;
  private final double fewest;
  private final double most;
  private final double least;
  private final double longest;

  GrowthPicture(List<Growth.Curve> curves, Look look) {
    this.curves = curves;
    this.look = look;
    fewest = curves.stream().mapToDouble(c -> c.points().getFirst().n()).min().orElseThrow();
    most = curves.stream().mapToDouble(c -> c.points().getLast().n()).max().orElseThrow();
    least =
        decade(
            curves.stream()
                .flatMap(c -> c.points().stream())
                .mapToDouble(Growth.Point::seconds)
                .min()
                .orElseThrow(),
            -1);
    longest =
        decade(
            curves.stream()
                .flatMap(c -> c.points().stream())
                .mapToDouble(Growth.Point::seconds)
                .max()
                .orElseThrow(),
            1);
  }

  /** The power of ten below or above. */
  private static double decade(double value, int direction) {
    double power = Math.log10(value);
    return Math.pow(10, direction < 0 ? Math.floor(power) : Math.ceil(power));
  }

  @Override
  public void paint(Graphics2D g, int width, int height) {
    Marks.background(g, look, width, height);
    Raster.smooth(g);
    Font words = Typeface.plain(Typeface.CAPTION);
    Marks.text(
        g, "processor seconds of a solve, from points to plan", words, LEFT, 18, look.muted());
    for (double t = least; t <= longest * 1.001; t *= 10) {
      line(g, LEFT, y(t, height), width - RIGHT, y(t, height));
      number(g, seconds(t), LEFT - 8, y(t, height) + 3.5, 1);
    }
    for (double n = fewest; n <= most; n *= 2) {
      line(g, x(n, width), TOP, x(n, width), height - BOTTOM);
      number(g, "%,d".formatted((int) n), x(n, width), height - BOTTOM + 16, 0.5);
    }
    Marks.text(g, "points a side", words, LEFT, height - 7, look.muted());
    Color[] colours = {look.ink(), look.source(), look.target()};
    for (int k = 0; k < curves.size(); k++) {
      curve(g, curves.get(k), colours[k % colours.length], width, height);
    }
    names(g, width, height);
  }

  private void line(Graphics2D g, double x0, double y0, double x1, double y1) {
    g.setColor(look.grid());
    g.setStroke(new BasicStroke(1));
    g.draw(new Line2D.Double(x0, y0, x1, y1));
  }

  /**
   * @param before the share of the text that stands left of x
   */
  private void number(Graphics2D g, String text, double x, double y, double before) {
    Font font = Typeface.mono(Typeface.AXIS);
    Marks.text(g, text, font, x - before * Marks.width(g, text, font), y, look.muted());
  }

  private static String seconds(double t) {
    return t < 0.9995 ? "%.0f ms".formatted(1000 * t) : "%.0f s".formatted(t);
  }

  private void curve(Graphics2D g, Growth.Curve curve, Color colour, int width, int height) {
    Path2D path = new Path2D.Double();
    for (Growth.Point p : curve.points()) {
      if (path.getCurrentPoint() == null) {
        path.moveTo(x(p.n(), width), y(p.seconds(), height));
      } else {
        path.lineTo(x(p.n(), width), y(p.seconds(), height));
      }
    }
    g.setColor(colour);
    g.setStroke(new BasicStroke(1.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(path);
    for (Growth.Point p : curve.points()) {
      Marks.disc(g, x(p.n(), width), y(p.seconds(), height), 3, colour, look.canvas());
    }
  }

  /** Name and exponent at the end of a curve; ends that are near are written apart. */
  private void names(Graphics2D g, int width, int height) {
    double before = Double.NEGATIVE_INFINITY;
    for (Growth.Curve curve :
        curves.stream()
            .sorted(Comparator.comparing(c -> -c.points().getLast().seconds()))
            .toList()) {
      Growth.Point last = curve.points().getLast();
      double x = x(last.n(), width) + 10;
      double y = Math.max(y(last.seconds(), height) + 4, before + 15);
      before = last.n() == most ? y : before;
      Font strong = Typeface.strong(Typeface.CAPTION);
      Marks.text(g, curve.solver(), strong, x, y, look.foreground());
      Marks.text(
          g,
          "n^%.2f".formatted(curve.exponent()),
          Typeface.plain(Typeface.CAPTION),
          x + Marks.width(g, curve.solver(), strong) + 8,
          y,
          look.muted());
    }
  }

  private double x(double n, int width) {
    return LEFT + (width - LEFT - RIGHT) * Math.log(n / fewest) / Math.log(most / fewest);
  }

  private double y(double t, int height) {
    double share = Math.log(t / least) / Math.log(longest / least);
    return height - BOTTOM - (height - TOP - BOTTOM) * share;
  }
}
