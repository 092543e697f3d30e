package monge.views.picture;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import monge.image.Palette;
import monge.image.PaletteFlow;

/**
 * Two palettes, one above the other: a swatch a group of colours, as wide as its weight, and the
 * plan between them as ribbons. What is pointed at keeps its ribbons, the others fade.
 *
 * @param hasPlan whether there are ribbons; an affine map has no plan
 * @param pointed {@link Selection.SourcePoint} and {@link Selection.TargetPoint} name groups
 */
public record PalettePicture(PaletteFlow flow, boolean hasPlan, Selection pointed, Look look)
    implements Picture {

  private static final double LEFT = 84;
  private static final double RIGHT = 16;
  private static final double TOP = 12;
  private static final double SWATCH = 20;
  private static final double GAP = 3;
  private static final double RIBBON_GAP = 2;
  private static final double OPACITY = 0.62;
  private static final double FADED = 0.08;

  @Override
  public void paint(Graphics2D g, int width, int height) {
    Marks.background(g, look, width, height);
    Row from = Row.of(flow.source(), width, TOP);
    Row to = Row.of(flow.target(), width, height - TOP - SWATCH);
    Marks.text(g, "Source", Typeface.plain(12), 16, from.y + 14, look.foreground());
    Marks.text(g, "Target", Typeface.plain(12), 16, to.y + 14, look.foreground());
    if (hasPlan) {
      ribbons(g, from, to);
    }
    from.paint(g, look);
    to.paint(g, look);
  }

  @Override
  public Selection pick(double x, double y, int width, int height) {
    int g = Row.of(flow.source(), width, TOP).at(x, y);
    if (g >= 0) {
      return new Selection.SourcePoint(g);
    }
    int h = Row.of(flow.target(), width, height - TOP - SWATCH).at(x, y);
    return h >= 0 ? new Selection.TargetPoint(h) : Selection.NONE;
  }

  private void ribbons(Graphics2D g, Row from, Row to) {
    double top = from.y + SWATCH + RIBBON_GAP;
    double bottom = to.y - RIBBON_GAP;
    double middle = (top + bottom) / 2;
    double[] arrived = new double[to.palette.size()];
    for (int i = 0; i < from.palette.size(); i++) {
      double left = 0;
      for (int j = 0; j < to.palette.size(); j++) {
        double mass = flow.mass(i, j);
        if (!(mass > 0)) {
          continue;
        }
        double x0 = from.x[i] + from.width[i] * left / from.weight(i);
        double x1 = from.x[i] + from.width[i] * (left + mass) / from.weight(i);
        double u0 = to.x[j] + to.width[j] * arrived[j] / to.weight(j);
        double u1 = to.x[j] + to.width[j] * (arrived[j] + mass) / to.weight(j);
        left += mass;
        arrived[j] += mass;
        Path2D ribbon = new Path2D.Double();
        ribbon.moveTo(x0, top);
        ribbon.curveTo(x0, middle, u0, middle, u0, bottom);
        ribbon.lineTo(u1, bottom);
        ribbon.curveTo(u1, middle, x1, middle, x1, top);
        ribbon.closePath();
        double opacity = shown(i, j) ? OPACITY : FADED;
        g.setPaint(
            new GradientPaint(
                0,
                (float) top,
                Marks.faded(new Color(from.palette.argb(i)), opacity),
                0,
                (float) bottom,
                Marks.faded(new Color(to.palette.argb(j)), opacity)));
        g.fill(ribbon);
      }
    }
  }

  private boolean shown(int i, int j) {
    return switch (pointed) {
      case Selection.SourcePoint(int g) -> g == i;
      case Selection.TargetPoint(int h) -> h == j;
      case Selection.Entry(int g, int h) -> g == i && h == j;
      case Selection.Nothing _ -> true;
    };
  }

  /** A row of swatches and where they stand. */
  private record Row(Palette palette, double y, double[] x, double[] width) {

    static Row of(Palette palette, int pictureWidth, double y) {
      int n = palette.size();
      double room = Math.max(1, pictureWidth - LEFT - RIGHT - GAP * (n - 1));
      double[] x = new double[n];
      double[] width = new double[n];
      double at = LEFT;
      for (int i = 0; i < n; i++) {
        x[i] = at;
        width[i] = room * palette.colours().weight(i);
        at += width[i] + GAP;
      }
      return new Row(palette, y, x, width);
    }

    double weight(int i) {
      return palette.colours().weight(i);
    }

    int at(double px, double py) {
      if (py < y || py > y + SWATCH) {
        return -1;
      }
      for (int i = 0; i < x.length; i++) {
        if (px >= x[i] && px <= x[i] + width[i]) {
          return i;
        }
      }
      return -1;
    }

    void paint(Graphics2D g, Look look) {
      for (int i = 0; i < x.length; i++) {
        double w = Math.max(1, width[i]);
        RoundRectangle2D swatch = new RoundRectangle2D.Double(x[i], y, w, SWATCH, 4, 4);
        g.setColor(new Color(palette.argb(i)));
        g.fill(swatch);
        if (w > 3) {
          // A hairline inside: a swatch of the canvas' own colour still has an edge.
          g.setColor(look.border());
          g.setStroke(new java.awt.BasicStroke(1));
          g.draw(new RoundRectangle2D.Double(x[i] + 0.5, y + 0.5, w - 1, SWATCH - 1, 4, 4));
        }
      }
    }
  }
}
