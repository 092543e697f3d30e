package monge.views.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;

/**
 * The marks that all pictures of points share. Mass is area: a point of mass w has radius {@code k
 * √w}. A source point is a filled disc, a target point a ring, so that they stay apart in grey
 * print and for the colour-blind.
 */
public final class Marks {

  private static final FontRenderContext MEASURE = new FontRenderContext(null, true, true);

  private static final double LEAST_RADIUS = 1.25;
  private static final double LARGEST_MEAN_RADIUS = 5.2;

  /** How strong the outline of mass that stays where it is. */
  private static final double UNMOVED_OPACITY = 0.35;

  private Marks() {}

  /**
   * The k of {@code r = k √mass} that makes the mean radius {@code 50/√n} pixels, n the mean size
   * of the two clouds, held within 1.25 and 5.2, and smaller in areas under 500 pixels.
   */
  public static double radiusFactor(double[] source, double[] target, int width, int height) {
    double sum = 0;
    int positive = 0;
    for (double[] weights : new double[][] {source, target}) {
      for (double w : weights) {
        if (w > 0) {
          sum += Math.sqrt(w);
          positive++;
        }
      }
    }
    if (positive == 0) {
      return 1;
    }
    double room = Math.min(1, Math.sqrt(Math.min(width, height) / 500.0));
    double mean =
        Math.clamp(50 / Math.sqrt(positive / 2.0) * room, LEAST_RADIUS, LARGEST_MEAN_RADIUS);
    return mean * positive / sum;
  }

  /** The radius of a point of that mass. */
  public static double radius(double factor, double mass) {
    return Math.max(LEAST_RADIUS, factor * Math.sqrt(mass));
  }

  /** A source point: a disc with a rim of canvas that parts it from its neighbours. */
  public static void disc(Graphics2D g, double x, double y, double r, Color fill, Color canvas) {
    g.setColor(canvas);
    g.fill(circle(x, y, r + (r < 3 ? 0.5 : 1)));
    g.setColor(fill);
    g.fill(circle(x, y, r));
  }

  /** A target point: a ring whose outer edge is at r, filled with canvas. */
  public static void ring(Graphics2D g, double x, double y, double r, Color stroke, Color canvas) {
    double width = ringWidth(r);
    Shape circle = circle(x, y, r);
    g.setColor(canvas);
    g.fill(circle);
    g.setColor(stroke);
    g.setStroke(new BasicStroke((float) width));
    g.draw(circle);
  }

  /**
   * A source point of which a share of the mass moves: the share as a disc by area, inside an
   * outline of the whole. More than the whole is a disc with a dashed ring around it, by area too.
   */
  static void partOfDisc(
      Graphics2D g, double x, double y, double r, double share, Color fill, Color canvas) {
    g.setColor(canvas);
    g.fill(circle(x, y, r + (r < 3 ? 0.5 : 1)));
    g.setColor(fill);
    g.fill(circle(x, y, r * Math.sqrt(Math.min(1, share))));
    if (share < 1) {
      outline(g, x, y, r, fill);
    } else {
      dashed(g, x, y, r, share, fill);
    }
  }

  /** The same of a target point: what arrives is a ring, and what it lacks an outline. */
  static void partOfRing(
      Graphics2D g, double x, double y, double r, double share, Color stroke, Color canvas) {
    g.setColor(canvas);
    g.fill(circle(x, y, r));
    double reached = r * Math.sqrt(Math.min(1, share));
    double width = Math.min(ringWidth(r), 2 * reached);
    if (width > 0.1) {
      g.setColor(stroke);
      g.setStroke(new BasicStroke((float) width));
      g.draw(circle(x, y, Math.max(width / 2, reached)));
    }
    if (share < 1) {
      outline(g, x, y, r, stroke);
    } else {
      dashed(g, x, y, r, share, stroke);
    }
  }

  private static void outline(Graphics2D g, double x, double y, double r, Color color) {
    g.setColor(faded(color, UNMOVED_OPACITY));
    g.setStroke(new BasicStroke(1));
    g.draw(circle(x, y, r - 0.5));
  }

  private static void dashed(
      Graphics2D g, double x, double y, double r, double share, Color color) {
    g.setColor(color);
    g.setStroke(
        new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {2, 2}, 0));
    g.draw(circle(x, y, Math.max(r + 2, r * Math.sqrt(share))));
  }

  /** Stroke width of a ring of that radius. */
  static double ringWidth(double r) {
    return r < 3 ? 1.25 : 1.75;
  }

  /** The share of a point that belongs to what is pointed at, clockwise from the top. */
  public static void pie(Graphics2D g, double x, double y, double r, double share, Color fill) {
    double angle = -360 * Math.clamp(share, 0, 1);
    g.setColor(fill);
    g.fill(new Arc2D.Double(x - r, y - r, 2 * r, 2 * r, 90, angle, Arc2D.PIE));
  }

  /** The ring around a point that is pointed at; its inside is canvas. */
  public static void pointedRing(Graphics2D g, double x, double y, double r, Look look) {
    Shape circle = circle(x, y, r + 4);
    g.setColor(look.canvas());
    g.fill(circle);
    g.setColor(look.ink());
    g.setStroke(new BasicStroke(1.5f));
    g.draw(circle);
  }

  public static Shape circle(double x, double y, double r) {
    return new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
  }

  /** The colour with so much of its opacity. */
  public static Color faded(Color color, double opacity) {
    return new Color(
        color.getRed(),
        color.getGreen(),
        color.getBlue(),
        (int) Math.round(255 * Math.clamp(opacity, 0, 1)));
  }

  /** Text from its left end on the baseline, with a rim of canvas that keeps lines off it. */
  public static void haloed(
      Graphics2D g, String text, Font font, double x, double y, Color color, Color halo) {
    if (text.isEmpty()) {
      return;
    }
    TextLayout layout = new TextLayout(shown(text, font), font, g.getFontRenderContext());
    Shape outline = layout.getOutline(AffineTransform.getTranslateInstance(x, y));
    g.setColor(halo);
    g.setStroke(new BasicStroke(3, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(outline);
    g.setColor(color);
    layout.draw(g, (float) x, (float) y);
  }

  /** Plain text from its left end on the baseline. */
  public static void text(Graphics2D g, String text, Font font, double x, double y, Color color) {
    g.setFont(font);
    g.setColor(color);
    g.drawString(shown(text, font), (float) x, (float) y);
  }

  /** How wide a text stands. */
  public static double width(Graphics2D g, String text, Font font) {
    return font.getStringBounds(shown(text, font), g.getFontRenderContext()).getWidth();
  }

  /** The same where nothing is drawn yet. */
  public static double width(String text, Font font) {
    return font.getStringBounds(shown(text, font), MEASURE).getWidth();
  }

  /** JetBrains Mono has no narrow space, and a face read from a file borrows from no other. */
  private static String shown(String text, Font font) {
    return font.canDisplay(Numbers.NARROW_SPACE) ? text : text.replace(Numbers.NARROW_SPACE, ' ');
  }

  /** Paints the whole area with the canvas. */
  public static void background(Graphics2D g, Look look, int width, int height) {
    g.setColor(look.canvas());
    g.fill(new Rectangle2D.Double(0, 0, width, height));
  }
}
