package monge.views.gaussian;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import monge.measure.GaussianMeasure;
import monge.projection.AffineMap;
import monge.views.picture.Camera;
import monge.views.picture.ColorMap;
import monge.views.picture.Look;
import monge.views.picture.Marks;
import monge.views.picture.Numbers;
import monge.views.picture.Picture;
import monge.views.picture.Typeface;
import monge.views.picture.Viewport;

/**
 * The Brenier potential {@code φ(x) = ½ (x-m₁)'A(x-m₁) + m₂'x} over the source's 2σ ellipse:
 * colour, level lines, and arrows along {@code ∇φ(x) - x}, the way a point goes.
 */
public final class BrenierPotentialPicture implements Picture {

  /** Arrows show this share of the way. */
  static final double ARROW_SHARE = 0.16;

  private static final double CELL = 4;
  private static final int PARTS = 14;
  private static final int NAMED_EVERY = 5;

  private final GaussianScene scene;
  private final Optional<Camera> wanted;
  private final Look look;

  /**
   * @param camera what is seen; empty shows the source's 2σ ellipse
   */
  public BrenierPotentialPicture(GaussianScene scene, Optional<Camera> camera, Look look) {
    this.scene = scene;
    this.wanted = camera;
    this.look = look;
  }

  @Override
  public Optional<Camera> camera(int width, int height) {
    return Optional.of(wanted.orElseGet(() -> everything(width, height)));
  }

  private Camera everything(int width, int height) {
    double[] m = scene.source().mean();
    double[][] s = scene.source().covariance();
    double rx = 2 * Math.sqrt(Math.max(0, s[0][0]));
    double ry = 2 * Math.sqrt(Math.max(0, s[1][1]));
    return Camera.fitting(m[0] - rx, m[1] - ry, m[0] + rx, m[1] + ry, width, height, 10);
  }

  private Viewport area(int width, int height) {
    return new Viewport(0, 0, width, height, wanted.orElseGet(() -> everything(width, height)));
  }

  /** {@code φ} at a point: the map's own potential, shifted by {@code ½ m₁'A m₁}. */
  private static double potential(GaussianScene scene, AffineMap map, double x, double y) {
    double[] m1 = scene.source().mean();
    double[] m2 = scene.target().mean();
    // T = A x + b and b = m2 - A m1, so ½ m1'A m1 = ½ m1'(m2 - b).
    double[] b = map.offset();
    double shift = 0.5 * (m1[0] * (m2[0] - b[0]) + m1[1] * (m2[1] - b[1]));
    return map.potential(new double[] {x, y}) + shift;
  }

  /** The distance of neighbouring level lines. */
  double step(int width, int height) {
    return scene.map().map(map -> step(contours(map, width, height))).orElse(0.0);
  }

  private static double step(Contours contours) {
    return Contours.step(contours.most() - contours.least(), PARTS);
  }

  private Contours contours(AffineMap map, int width, int height) {
    Viewport area = area(width, height);
    return new Contours(
        (x, y) -> potential(scene, map, area.dataX(x), area.dataY(y)), width, height, CELL);
  }

  @Override
  public void paint(Graphics2D g, int width, int height) {
    Marks.background(g, look, width, height);
    if (scene.map().isEmpty()) {
      Font font = Typeface.plain(12);
      String text = "No linear map: the source is flat where the target is not.";
      Marks.text(g, text, font, 12, height / 2.0, look.muted());
      return;
    }
    AffineMap map = scene.map().get();
    Viewport area = area(width, height);
    Contours contours = contours(map, width, height);
    colours(g, contours, width, height);
    double step = step(contours);
    levels(g, contours, step, width, height);
    ellipse(g, area);
    arrows(g, area, map);
  }

  private void colours(Graphics2D g, Contours contours, int width, int height) {
    ColorMap colours = ColorMap.mass(look);
    double least = contours.least();
    double range = Math.max(contours.most() - least, Double.MIN_NORMAL);
    BufferedImage image =
        new BufferedImage(contours.columns(), contours.rows(), BufferedImage.TYPE_INT_RGB);
    for (int r = 0; r < contours.rows(); r++) {
      for (int c = 0; c < contours.columns(); c++) {
        // The darkest end is left out, so that lines and arrows stay readable everywhere.
        image.setRGB(c, r, colours.argb(0.62 * (contours.value(c, r) - least) / range));
      }
    }
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    // The pixel (c, r) of the image is the value at (c, r) cells, so its middle belongs there.
    AffineTransform place = AffineTransform.getScaleInstance(CELL, CELL);
    place.translate(-0.5, -0.5);
    g.drawImage(image, place, null);
  }

  private void levels(Graphics2D g, Contours contours, double step, int width, int height) {
    long first = (long) Math.ceil(contours.least() / step);
    long last = (long) Math.floor(contours.most() / step);
    Font font = Typeface.mono(Typeface.AXIS);
    for (long k = first; k <= last; k++) {
      boolean isZero = k == 0;
      g.setColor(Marks.faded(look.ink(), isZero ? 0.55 : 0.22));
      g.setStroke(new BasicStroke(isZero ? 1f : 0.75f));
      g.draw(contours.line(k * step));
    }
    double taken = Double.NEGATIVE_INFINITY;
    for (int c = 0; c + 1 < contours.columns(); c++) {
      int r = contours.rows() - 2 - (int) (12 / CELL);
      double here = contours.value(c, r) / step;
      double next = contours.value(c + 1, r) / step;
      long k = (long) Math.floor(Math.max(here, next));
      boolean crosses = Math.min(here, next) <= k && k % NAMED_EVERY == 0 && here != next;
      if (crosses) {
        double x = (c + (k - here) / (next - here)) * CELL;
        String text = Numbers.tick(k * step);
        double w = Marks.width(g, text, font);
        if (x - w / 2 > taken + 10 && x - w / 2 > 4 && x + w / 2 < width - 4) {
          Marks.haloed(g, text, font, x - w / 2, height - 9.0, look.foreground(), look.canvas());
          taken = x + w / 2;
        }
      }
    }
  }

  private void ellipse(Graphics2D g, Viewport area) {
    GaussianMeasure source = scene.source();
    PrincipalAxes axes = PrincipalAxes.of(source);
    double ppu = area.camera().pixelsPerUnit();
    double a = 2 * axes.sigmaLong() * ppu;
    double b = 2 * axes.sigmaShort() * ppu;
    AffineTransform turned =
        AffineTransform.getTranslateInstance(
            area.screenX(source.mean()[0]), area.screenY(source.mean()[1]));
    turned.rotate(-axes.angle());
    g.setColor(look.source());
    g.setStroke(new BasicStroke(1.25f));
    g.draw(turned.createTransformedShape(new Ellipse2D.Double(-a, -b, 2 * a, 2 * b)));
  }

  private void arrows(Graphics2D g, Viewport area, AffineMap map) {
    List<double[]> points = scene.carriers(12);
    for (double[] x : points) {
      double[] y = map.apply(x);
      double x0 = area.screenX(x[0]);
      double y0 = area.screenY(x[1]);
      double x1 = area.screenX(x[0] + ARROW_SHARE * (y[0] - x[0]));
      double y1 = area.screenY(x[1] + ARROW_SHARE * (y[1] - x[1]));
      GaussianPicture.arrow(g, x0, y0, x1, y1, 7, look.source(), look.source(), 1.4f);
    }
  }
}
