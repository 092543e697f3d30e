package monge.views.gaussian;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import monge.measure.DiscreteMeasure;
import monge.measure.GaussianMeasure;
import monge.projection.AffineMap;
import monge.views.picture.Camera;
import monge.views.picture.Look;
import monge.views.picture.Marks;
import monge.views.picture.Numbers;
import monge.views.picture.Picture;
import monge.views.picture.Selection;
import monge.views.picture.Typeface;
import monge.views.picture.Viewport;

/**
 * Transport between two Gaussians of the plane: their 1σ and 2σ ellipses, draws, where points go,
 * and the Gaussian on the way at time t. Picks are handles, see {@link GaussianHandles}.
 */
public final class GaussianPicture implements Picture {

  private static final double[] STATIONS = {0.25, 0.5, 0.75};
  private static final int CARRIERS = 16;
  private static final double HANDLE = 8;

  private final GaussianScene scene;
  private final GaussianOptions options;
  private final double t;
  private final Selection held;
  private final Optional<Camera> wanted;
  private final Look look;

  /**
   * @param held the handle that is pointed at or pulled
   * @param camera what is seen; empty shows both ellipses whole
   */
  public GaussianPicture(
      GaussianScene scene,
      GaussianOptions options,
      double t,
      Selection held,
      Optional<Camera> camera,
      Look look) {
    this.scene = scene;
    this.options = options;
    this.t = t;
    this.held = held;
    this.wanted = camera;
    this.look = look;
  }

  @Override
  public Optional<Camera> camera(int width, int height) {
    return Optional.of(wanted.orElseGet(() -> everything(width, height)));
  }

  /** Both ellipses at 2.5σ, with room for their names. */
  private Camera everything(int width, int height) {
    double minX = Double.POSITIVE_INFINITY;
    double minY = Double.POSITIVE_INFINITY;
    double maxX = Double.NEGATIVE_INFINITY;
    double maxY = Double.NEGATIVE_INFINITY;
    for (GaussianMeasure gaussian : List.of(scene.source(), scene.target())) {
      double[] m = gaussian.mean();
      double[][] s = gaussian.covariance();
      double rx = 2.15 * Math.sqrt(Math.max(0, s[0][0]));
      double ry = 2.15 * Math.sqrt(Math.max(0, s[1][1]));
      minX = Math.min(minX, m[0] - rx);
      maxX = Math.max(maxX, m[0] + rx);
      minY = Math.min(minY, m[1] - ry);
      maxY = Math.max(maxY, m[1] + ry);
    }
    double foot = Math.min(34, height / 8.0);
    Camera fitted =
        Camera.fitting(
            minX,
            minY,
            maxX,
            maxY,
            width,
            (int) Math.max(1, height - foot),
            height < 260 ? 10 : 16);
    return new Camera(
        fitted.centreX(),
        fitted.centreY() - foot / 2 / fitted.pixelsPerUnit(),
        fitted.pixelsPerUnit());
  }

  private Viewport area(int width, int height) {
    return new Viewport(0, 0, width, height, wanted.orElseGet(() -> everything(width, height)));
  }

  @Override
  public Selection pick(double x, double y, int width, int height) {
    return options.handles()
        ? GaussianHandles.at(scene.source(), scene.target(), area(width, height), x, y)
        : Selection.NONE;
  }

  @Override
  public void paint(Graphics2D g, int width, int height) {
    Viewport area = area(width, height);
    Marks.background(g, look, width, height);
    PlaneAxes.paint(g, area, look);
    GaussianMeasure now = scene.path().at(t);

    fill(g, area, scene.source(), look.source());
    fill(g, area, scene.target(), look.target());
    options.sourceDraws().ifPresent(c -> discs(g, area, c));
    options.targetDraws().ifPresent(c -> rings(g, area, c));
    if (options.between()) {
      for (double station : STATIONS) {
        if (Math.abs(station - t) > 1e-9) {
          outline(g, area, scene.path().at(station), Marks.faded(look.plan(), 0.45), 1, 1);
        }
      }
    }
    fill(g, area, now, look.ink());
    outline(g, area, scene.source(), look.source(), 1.25, 2);
    outline(g, area, scene.target(), look.target(), 1.25, 2);
    if (options.arrows()) {
      scene.map().ifPresent(map -> arrows(g, area, map));
    }
    outline(g, area, now, look.ink(), 1.25, 1.5);
    meanPath(g, area, now);
    if (options.stretches()) {
      scene.map().ifPresent(map -> stretches(g, area, map));
    }
    centres(g, area);
    if (options.handles()) {
      handles(g, area, scene.source(), look.source(), true);
      handles(g, area, scene.target(), look.target(), false);
    }
    names(g, area);
  }

  private static Shape ellipse(Viewport area, GaussianMeasure gaussian, double sigmas) {
    PrincipalAxes axes = PrincipalAxes.of(gaussian);
    double[] m = gaussian.mean();
    double ppu = area.camera().pixelsPerUnit();
    // A flat ellipse still shows as a line.
    double a = Math.max(0.5, sigmas * axes.sigmaLong() * ppu);
    double b = Math.max(0.5, sigmas * axes.sigmaShort() * ppu);
    AffineTransform turned =
        AffineTransform.getTranslateInstance(area.screenX(m[0]), area.screenY(m[1]));
    turned.rotate(-axes.angle());
    return turned.createTransformedShape(new Ellipse2D.Double(-a, -b, 2 * a, 2 * b));
  }

  private static void fill(Graphics2D g, Viewport area, GaussianMeasure gaussian, Color color) {
    g.setColor(Marks.faded(color, 0.05));
    g.fill(ellipse(area, gaussian, 2));
    g.setColor(Marks.faded(color, 0.10));
    g.fill(ellipse(area, gaussian, 1));
  }

  private static void outline(
      Graphics2D g,
      Viewport area,
      GaussianMeasure gaussian,
      Color color,
      double inner,
      double outer) {
    g.setColor(color);
    g.setStroke(new BasicStroke((float) inner));
    g.draw(ellipse(area, gaussian, 1));
    g.setStroke(new BasicStroke((float) outer));
    g.draw(ellipse(area, gaussian, 2));
  }

  private void discs(Graphics2D g, Viewport area, DiscreteMeasure cloud) {
    double r = drawnRadius(cloud.size());
    g.setColor(Marks.faded(look.source(), 0.5));
    for (int i = 0; i < cloud.size(); i++) {
      g.fill(
          Marks.circle(
              area.screenX(cloud.coordinate(i, 0)), area.screenY(cloud.coordinate(i, 1)), r));
    }
  }

  private void rings(Graphics2D g, Viewport area, DiscreteMeasure cloud) {
    double r = drawnRadius(cloud.size()) + 0.35;
    g.setColor(Marks.faded(look.target(), 0.65));
    g.setStroke(new BasicStroke(1));
    for (int i = 0; i < cloud.size(); i++) {
      g.draw(
          Marks.circle(
              area.screenX(cloud.coordinate(i, 0)), area.screenY(cloud.coordinate(i, 1)), r));
    }
  }

  private static double drawnRadius(int count) {
    return Math.clamp(22 / Math.sqrt(count), 1, 2);
  }

  private void arrows(Graphics2D g, Viewport area, AffineMap map) {
    for (double[] x : scene.carriers(CARRIERS)) {
      double[] y = map.apply(x);
      double x0 = area.screenX(x[0]);
      double y0 = area.screenY(x[1]);
      double x1 = area.screenX(y[0]);
      double y1 = area.screenY(y[1]);
      arrow(g, x0, y0, x1, y1, 7, Marks.faded(look.ink(), 0.32), look.ink(), 1);
      g.setColor(look.source());
      g.fill(Marks.circle(x0, y0, 2));
      g.setColor(look.ink());
      g.fill(Marks.circle(x0 + t * (x1 - x0), y0 + t * (y1 - y0), 2.1));
    }
  }

  /** A line that ends in a filled head of that length; too short a one has none. */
  static void arrow(
      Graphics2D g,
      double x0,
      double y0,
      double x1,
      double y1,
      double head,
      Color shaft,
      Color tip,
      float width) {
    double dx = x1 - x0;
    double dy = y1 - y0;
    double length = Math.hypot(dx, dy);
    g.setColor(shaft);
    if (length < 1e-6) {
      return;
    }
    double drawn = length < 1.5 * head ? 0 : head;
    double ux = dx / length;
    double uy = dy / length;
    g.setStroke(new BasicStroke(width));
    g.draw(new Line2D.Double(x0, y0, x1 - 0.8 * drawn * ux, y1 - 0.8 * drawn * uy));
    if (drawn > 0) {
      Path2D triangle = new Path2D.Double();
      triangle.moveTo(x1, y1);
      triangle.lineTo(x1 - head * ux - 0.36 * head * uy, y1 - head * uy + 0.36 * head * ux);
      triangle.lineTo(x1 - head * ux + 0.36 * head * uy, y1 - head * uy - 0.36 * head * ux);
      triangle.closePath();
      g.setColor(tip);
      g.fill(triangle);
    }
  }

  private void meanPath(Graphics2D g, Viewport area, GaussianMeasure now) {
    double[] from = scene.source().mean();
    double[] to = scene.target().mean();
    g.setColor(look.ink());
    g.setStroke(new BasicStroke(1.75f));
    g.draw(
        new Line2D.Double(
            area.screenX(from[0]),
            area.screenY(from[1]),
            area.screenX(to[0]),
            area.screenY(to[1])));
    double[] m = now.mean();
    g.fill(Marks.circle(area.screenX(m[0]), area.screenY(m[1]), 3.2));
  }

  private void centres(Graphics2D g, Viewport area) {
    double[] from = scene.source().mean();
    double[] to = scene.target().mean();
    centreRing(g, area, from, held.equals(new Selection.SourcePoint(GaussianHandles.CENTRE)));
    centreRing(g, area, to, held.equals(new Selection.TargetPoint(GaussianHandles.CENTRE)));
    Marks.disc(g, area.screenX(from[0]), area.screenY(from[1]), 5.2, look.source(), look.canvas());
    Marks.ring(g, area.screenX(to[0]), area.screenY(to[1]), 4.8, look.target(), look.canvas());
  }

  private void centreRing(Graphics2D g, Viewport area, double[] place, boolean pointedAt) {
    if (pointedAt) {
      Marks.pointedRing(g, area.screenX(place[0]), area.screenY(place[1]), 5, look);
    }
  }

  private void handles(
      Graphics2D g, Viewport area, GaussianMeasure gaussian, Color color, boolean isSource) {
    for (int handle = 1; handle < GaussianHandles.COUNT; handle++) {
      double[] p = GaussianHandles.place(gaussian, handle);
      double x = area.screenX(p[0]) - HANDLE / 2;
      double y = area.screenY(p[1]) - HANDLE / 2;
      boolean isHeld =
          held.equals(
              isSource ? new Selection.SourcePoint(handle) : new Selection.TargetPoint(handle));
      Rectangle2D square = new Rectangle2D.Double(x, y, HANDLE, HANDLE);
      g.setColor(isHeld ? color : look.canvas());
      g.fill(square);
      g.setColor(color);
      g.setStroke(new BasicStroke(1.5f));
      g.draw(square);
    }
  }

  /**
   * The map's eigenvectors: along each, a step of one standard-sized unit at the source's centre
   * becomes that step times the eigenvalue at the target's.
   */
  private void stretches(Graphics2D g, Viewport area, AffineMap map) {
    PrincipalStretches axes = PrincipalStretches.of(map);
    PrincipalAxes size = PrincipalAxes.of(scene.source());
    double unit = 0.5 * (size.sigmaLong() + size.sigmaShort());
    double[] from = scene.source().mean();
    double[] to = scene.target().mean();
    Font font = Typeface.mono(Typeface.CAPTION);
    for (int k = 0; k < 2; k++) {
      double[] e = axes.vector(k);
      double lambda = axes.factor(k);
      cross(g, area, from, e, unit, 1.25f);
      cross(g, area, to, e, unit * lambda, 1.75f);
      double x = area.screenX(to[0] + unit * lambda * e[0]);
      double y = area.screenY(to[1] + unit * lambda * e[1]);
      String text = "× " + Numbers.fixed(lambda, 3);
      Marks.haloed(g, text, font, x + 7, y - 5, look.foreground(), look.canvas());
    }
  }

  private void cross(
      Graphics2D g, Viewport area, double[] centre, double[] e, double reach, float width) {
    double x0 = area.screenX(centre[0] - reach * e[0]);
    double y0 = area.screenY(centre[1] - reach * e[1]);
    double x1 = area.screenX(centre[0] + reach * e[0]);
    double y1 = area.screenY(centre[1] + reach * e[1]);
    g.setColor(look.ink());
    g.setStroke(new BasicStroke(width));
    g.draw(new Line2D.Double(x0, y0, x1, y1));
    g.fill(Marks.circle(x0, y0, 1.5 + width / 2));
    g.fill(Marks.circle(x1, y1, 1.5 + width / 2));
  }

  /** Names below the lowest points of the ellipses, pushed down where they would touch. */
  private void names(Graphics2D g, Viewport area) {
    Font strong = Typeface.strong(12);
    Font plain = Typeface.plain(12);
    List<Rectangle2D> taken = new ArrayList<>();
    name(g, area, scene.source(), "source N(m₁, Σ₁\u200a)", strong, look.source(), taken);
    name(g, area, scene.target(), "target N(m₂, Σ₂\u200a)", strong, look.target(), taken);
    name(g, area, scene.path().at(t), "t = " + time(t), strong, look.foreground(), taken);
    if (options.between()) {
      for (double station : STATIONS) {
        if (Math.abs(station - t) > 0.1) {
          name(
              g,
              area,
              scene.path().at(station),
              "t = " + time(station),
              plain,
              look.muted(),
              taken);
        }
      }
    }
  }

  private void name(
      Graphics2D g,
      Viewport area,
      GaussianMeasure gaussian,
      String text,
      Font font,
      Color color,
      List<Rectangle2D> taken) {
    double[] m = gaussian.mean();
    double[][] s = gaussian.covariance();
    // The lowest point of the ellipse of covariance S at 2σ is m - 2 S e₂ / √(e₂' S e₂).
    double deep = Math.sqrt(Math.max(1e-300, s[1][1]));
    double lowX = m[0] - 2 * s[0][1] / deep;
    double lowY = m[1] - 2 * deep;
    double w = Marks.width(g, text, font);
    double x = Math.clamp(area.screenX(lowX) - w / 2, 26, Math.max(26.0, area.width() - 8 - w));
    double top = Math.min(area.screenY(lowY) + 6, area.height() - 38.0);
    Rectangle2D place = new Rectangle2D.Double(x - 4, Math.max(4, top), w + 8, 14);
    for (int tries = 0; tries < 4; tries++) {
      Rectangle2D tried = place;
      Optional<Rectangle2D> hit = taken.stream().filter(r -> r.intersects(tried)).findFirst();
      if (hit.isEmpty()) {
        break;
      }
      place = new Rectangle2D.Double(x - 4, hit.get().getMaxY() + 1, w + 8, 14);
    }
    if (taken.stream().anyMatch(place::intersects) || place.getMaxY() > area.height() - 4) {
      return;
    }
    taken.add(place);
    Marks.haloed(g, text, font, x, place.getY() + 11, color, look.canvas());
  }

  private static String time(double t) {
    return String.format(Locale.ROOT, "%.2f", t);
  }
}
