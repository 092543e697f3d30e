package monge.views.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import java.util.Optional;

/**
 * The points of both clouds, larger and stronger in colour the larger their value; discs have a rim
 * in the colour of their cloud. Values of both signs take two colours with nothing between them;
 * since those are the clouds' own, a source point is then a disc and a target point a ring, both
 * with an ink rim. Points without a value are small and hollow.
 */
public final class PointValuePicture implements Picture {

  private static final double MARGIN = 16;
  private static final double BELOW = 30;

  /** Radii of the least and the largest value, as shares of the radius that fits the clouds. */
  private static final double SMALLEST = 0.55;

  private static final double LARGEST = 1.5;

  private static final double LEAST_RADIUS = 3;

  /** The colour of the least value: it must be seen on the canvas. */
  private static final double FAINTEST = 0.12;

  /** The hole of a ring, as a share of its radius. */
  private static final double HOLE = 0.45;

  private static final double BAR_WIDTH = 72;
  private static final double BAR_HEIGHT = 6;
  private static final double INSET = 12;

  private final PlaneClouds clouds;
  private final PointValues values;
  private final Selection selection;
  private final Optional<Camera> camera;
  private final Look look;
  private final ColorMap colors;

  public PointValuePicture(
      PlaneClouds clouds,
      PointValues values,
      Selection selection,
      Optional<Camera> camera,
      Look look) {
    this.clouds = clouds;
    this.values = values;
    this.selection = selection;
    this.camera = camera;
    this.look = look;
    colors = values.isSigned() ? ColorMap.signed(look) : ColorMap.mass(look);
  }

  @Override
  public void paint(Graphics2D g, int width, int height) {
    Marks.background(g, look, width, height);
    Viewport area = area(width, height);
    double r = middleRadius(area);
    for (int j = 0; j < clouds.targets(); j++) {
      point(g, area, false, j, r);
    }
    for (int i = 0; i < clouds.sources(); i++) {
      point(g, area, true, i, r);
    }
    switch (selection) {
      case Selection.Nothing _ -> {}
      case Selection.SourcePoint(int i) -> pointed(g, area, true, i, r);
      case Selection.TargetPoint(int j) -> pointed(g, area, false, j, r);
      case Selection.Entry(int i, int j) -> {
        pointed(g, area, true, i, r);
        pointed(g, area, false, j, r);
      }
    }
    Legend.scale(g, area, look, false);
    range(g, area);
  }

  @Override
  public Optional<Camera> camera(int width, int height) {
    return Optional.of(camera.orElseGet(() -> fitting(width, height)));
  }

  @Override
  public Selection pick(double x, double y, int width, int height) {
    Viewport area = area(width, height);
    return PointPicking.nearest(
        clouds, area, clouds.radiusFactor(area.width(), area.height()), x, y);
  }

  private Viewport area(int width, int height) {
    return new Viewport(0, 0, width, height, camera.orElseGet(() -> fitting(width, height)));
  }

  private Camera fitting(int width, int height) {
    return clouds.fitting(width, height, Math.max(MARGIN, 0.07 * Math.min(width, height)), BELOW);
  }

  /** The radius of a point of mean mass: values alone make sizes differ. */
  private double middleRadius(Viewport area) {
    double zoom =
        area.camera().pixelsPerUnit() / fitting(area.width(), area.height()).pixelsPerUnit();
    double mass = 0;
    for (int i = 0; i < clouds.sources(); i++) {
      mass += clouds.sourceMass(i);
    }
    double factor = clouds.radiusFactor(area.width(), area.height()) * Math.sqrt(zoom);
    return Math.max(LEAST_RADIUS, Marks.radius(factor, mass / clouds.sources()));
  }

  private void point(Graphics2D g, Viewport area, boolean isSource, int k, double r) {
    double sx = area.screenX(isSource ? clouds.sourceX(k) : clouds.targetX(k));
    double sy = area.screenY(isSource ? clouds.sourceY(k) : clouds.targetY(k));
    double value = isSource ? values.source(k) : values.target(k);
    Color rim = isSource ? look.source() : look.target();
    if (Double.isNaN(value)) {
      Marks.ring(g, sx, sy, SMALLEST * r, Marks.faded(rim, 0.5), look.canvas());
      return;
    }
    double own = radius(r, values.size(value));
    Color color = color(values.share(value));
    if (!values.isSigned()) {
      Marks.ring(g, sx, sy, own, rim, color);
      return;
    }
    g.setColor(color);
    g.fill(Marks.circle(sx, sy, own));
    g.setStroke(new BasicStroke(1));
    g.setColor(look.muted());
    g.draw(Marks.circle(sx, sy, own));
    if (!isSource) {
      g.setColor(look.canvas());
      g.fill(Marks.circle(sx, sy, HOLE * own));
      g.setColor(look.muted());
      g.draw(Marks.circle(sx, sy, HOLE * own));
    }
  }

  private Color color(double share) {
    return colors.color(values.isSigned() ? share : FAINTEST + (1 - FAINTEST) * share);
  }

  private static double radius(double middle, double share) {
    return middle * (SMALLEST + (LARGEST - SMALLEST) * share);
  }

  private void pointed(Graphics2D g, Viewport area, boolean source, int k, double r) {
    double x = source ? clouds.sourceX(k) : clouds.targetX(k);
    double y = source ? clouds.sourceY(k) : clouds.targetY(k);
    double value = source ? values.source(k) : values.target(k);
    double own = Double.isNaN(value) ? SMALLEST * r : radius(r, values.size(value));
    Marks.pointedRing(g, area.screenX(x), area.screenY(y), own, look);
    point(g, area, source, k, r);
    String name = source ? PlanSentence.sourceName(k) : PlanSentence.targetName(k);
    String text = Double.isNaN(value) ? name : name + "  " + Numbers.tick(value);
    Marks.haloed(
        g,
        text,
        Typeface.strong(Typeface.CAPTION),
        area.screenX(x) + own + 7,
        area.screenY(y) + 4,
        look.ink(),
        look.canvas());
  }

  /** The colour scale with its ends and what it measures, at the right foot. */
  private void range(Graphics2D g, Viewport area) {
    Font font = Typeface.plain(Typeface.CAPTION);
    if (values.isEmpty()) {
      String none = "no " + values.label().toLowerCase(Locale.ROOT) + " in this answer";
      Marks.haloed(
          g,
          none,
          font,
          area.x() + area.width() - INSET - Marks.width(g, none, font),
          area.y() + area.height() - INSET,
          look.muted(),
          look.canvas());
      return;
    }
    boolean signed = values.isSigned();
    String high = (signed ? "+" : "") + Numbers.tick(signed ? values.limitOfSize() : values.most());
    String low = Numbers.tick(signed ? -values.limitOfSize() : values.least());
    double right = area.x() + area.width() - INSET;
    double base = area.y() + area.height() - INSET;
    double highWidth = Marks.width(g, high, font);
    double barX = right - highWidth - 5 - BAR_WIDTH;
    double barY = base - BAR_HEIGHT - 1;
    g.setStroke(new BasicStroke(1));
    for (int k = 0; k < BAR_WIDTH; k++) {
      g.setColor(color((k + 0.5) / BAR_WIDTH));
      g.fill(new Rectangle2D.Double(barX + k, barY, 1.2, BAR_HEIGHT));
    }
    g.setColor(look.border());
    g.draw(
        new Line2D.Double(
            barX, barY + BAR_HEIGHT + 0.5, barX + BAR_WIDTH, barY + BAR_HEIGHT + 0.5));
    if (signed) {
      double middle = Math.floor(barX + BAR_WIDTH / 2) + 0.5;
      g.draw(new Line2D.Double(middle, barY - 2, middle, barY + BAR_HEIGHT + 2));
    }
    Marks.haloed(g, high, font, right - highWidth, base, look.muted(), look.canvas());
    double lowWidth = Marks.width(g, low, font);
    Marks.haloed(g, low, font, barX - 5 - lowWidth, base, look.muted(), look.canvas());
    String title =
        values.label()
            + (values.unit().isEmpty() ? "" : " · " + values.unit())
            + (values.isLogarithmic() ? " · log" : "");
    Marks.haloed(
        g,
        title,
        font,
        right - Marks.width(g, title, font),
        base - BAR_HEIGHT - 9,
        look.muted(),
        look.canvas());
  }
}
