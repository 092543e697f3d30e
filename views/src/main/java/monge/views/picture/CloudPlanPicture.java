package monge.views.picture;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import monge.plan.Coupling;

/**
 * A plan as lines between its clouds: width and opacity of a line are its mass. What is pointed at
 * is ink.
 */
public final class CloudPlanPicture implements Picture {

  private static final double MARGIN = 14;
  private static final double BELOW = 12;
  private static final int BUCKETS = 10;
  private static final int MOST_NAMES = 3;

  /**
   * A plan of even masses is a haze, not a black sheet: q is held against this share of the row.
   */
  private static final double LEAST_SCALE = 0.1;

  private final PlaneClouds clouds;
  private final Coupling coupling;
  private final PlanEntries entries;
  private final Selection selection;
  private final Optional<Camera> camera;
  private final OptionalDouble blurRadius;
  private final String blurName;
  private final Look look;
  private final Unmoved unmoved;

  /**
   * @param unmoved which points' mass the plan does not move, or moves more of
   * @param blurRadius how far the regularisation smears a point, in data units
   * @param blurName the formula of the blur radius, such as "√ε"
   */
  public CloudPlanPicture(
      PlaneClouds clouds,
      Coupling coupling,
      PlanEntries entries,
      Unmoved unmoved,
      Selection selection,
      Optional<Camera> camera,
      OptionalDouble blurRadius,
      String blurName,
      Look look) {
    this.clouds = clouds;
    this.coupling = coupling;
    this.entries = entries;
    this.unmoved = unmoved;
    this.selection = selection;
    this.camera = camera;
    this.blurRadius = blurRadius;
    this.blurName = blurName;
    this.look = look;
  }

  @Override
  public void paint(Graphics2D g, int width, int height) {
    Marks.background(g, look, width, height);
    Viewport area = area(width, height);
    Pointed pointed = Pointed.in(coupling, selection);
    double fade = pointed.isEmpty() ? 1 : 0.7;
    if (entries.dense()) {
      texture(g, area, fade);
    } else {
      lines(g, area, fade);
    }
    pointedLines(g, area, pointed);
    points(g, area, pointed);
    legend(g, area);
    names(g, area, pointed);
  }

  @Override
  public Optional<Camera> camera(int width, int height) {
    return Optional.of(camera.orElseGet(() -> fitting(width, height)));
  }

  @Override
  public Selection pick(double x, double y, int width, int height) {
    Viewport area = area(width, height);
    return PointPicking.nearest(clouds, area, radiusFactor(area), x, y);
  }

  private Viewport area(int width, int height) {
    return new Viewport(0, 0, width, height, camera.orElseGet(() -> fitting(width, height)));
  }

  private Camera fitting(int width, int height) {
    return clouds.fitting(width, height, Math.max(MARGIN, 0.06 * Math.min(width, height)), BELOW);
  }

  private double radiusFactor(Viewport area) {
    double zoom =
        area.camera().pixelsPerUnit() / fitting(area.width(), area.height()).pixelsPerUnit();
    return clouds.radiusFactor(area.width(), area.height()) * Math.sqrt(zoom);
  }

  private double share(double mass) {
    double possible = clouds.largestPossibleEntry();
    double scale = entries.dense() ? Math.max(entries.strong(), LEAST_SCALE * possible) : possible;
    return Math.min(1, mass / scale);
  }

  private void lines(Graphics2D g, Viewport area, double fade) {
    Line2D.Double line = new Line2D.Double();
    for (int k = 0; k < entries.count(); k++) {
      double q = share(entries.mass(k));
      g.setStroke(
          new BasicStroke((float) (0.5 + 2 * q), BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL));
      g.setColor(Marks.faded(look.plan(), fade * (0.06 + 0.44 * q)));
      set(line, area, entries.row(k), entries.column(k));
      g.draw(line);
    }
  }

  /** Thousands of lines in ten widths and opacities, faint first. */
  private void texture(Graphics2D g, Viewport area, double fade) {
    MarkTexture texture = MarkTexture.covering(g, area.width(), area.height());
    int bucket = -1;
    for (int k = 0; k < entries.count(); k++) {
      int next = (int) Math.min(BUCKETS - 1, BUCKETS * share(entries.mass(k)));
      if (next > bucket) {
        bucket = next;
        double q = (bucket + 0.5) / BUCKETS;
        texture.layer(fade * (0.035 + 0.42 * Math.pow(q, 1.3)), 0.5 + 1.1 * q);
      }
      int i = entries.row(k);
      int j = entries.column(k);
      texture.line(
          area.screenX(clouds.sourceX(i)),
          area.screenY(clouds.sourceY(i)),
          area.screenX(clouds.targetX(j)),
          area.screenY(clouds.targetY(j)));
    }
    texture.draw(g, look.plan());
  }

  private void pointedLines(Graphics2D g, Viewport area, Pointed pointed) {
    Line2D.Double line = new Line2D.Double();
    for (Pointed.Flow flow : pointed.flows()) {
      double q = Math.min(1, flow.mass() / clouds.largestPossibleEntry());
      if (flow.mass() < entries.threshold() && pointed.flows().size() > 1) {
        continue;
      }
      g.setStroke(
          new BasicStroke((float) (1 + 3 * q), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      g.setColor(Marks.faded(look.ink(), 0.5 + 0.5 * Math.min(1, 2 * q)));
      set(line, area, flow.i(), flow.j());
      g.draw(line);
    }
  }

  private void set(Line2D.Double line, Viewport area, int i, int j) {
    line.setLine(
        area.screenX(clouds.sourceX(i)),
        area.screenY(clouds.sourceY(i)),
        area.screenX(clouds.targetX(j)),
        area.screenY(clouds.targetY(j)));
  }

  private void points(Graphics2D g, Viewport area, Pointed pointed) {
    double k = radiusFactor(area);
    Stamps stamps = Stamps.on(g, clouds.targets() + clouds.sources());
    for (int j = 0; j < clouds.targets(); j++) {
      target(g, stamps, area, k, j);
    }
    for (int i = 0; i < clouds.sources(); i++) {
      source(g, stamps, area, k, i);
    }
    for (Pointed.Flow flow : pointed.flows()) {
      if (pointed.fromSource()) {
        target(g, stamps, area, k, flow.j());
        double r = Marks.radius(k, clouds.targetMass(flow.j()));
        Marks.pie(
            g,
            area.screenX(clouds.targetX(flow.j())),
            area.screenY(clouds.targetY(flow.j())),
            r - Marks.ringWidth(r) / 2,
            flow.mass() / clouds.targetMass(flow.j()),
            look.ink());
      } else {
        Marks.pie(
            g,
            area.screenX(clouds.sourceX(flow.i())),
            area.screenY(clouds.sourceY(flow.i())),
            Marks.radius(k, clouds.sourceMass(flow.i())),
            flow.mass() / clouds.sourceMass(flow.i()),
            look.ink());
      }
    }
    for (int i : pointed.sources()) {
      Marks.pointedRing(
          g,
          area.screenX(clouds.sourceX(i)),
          area.screenY(clouds.sourceY(i)),
          Marks.radius(k, clouds.sourceMass(i)),
          look);
      source(g, stamps, area, k, i);
    }
    for (int j : pointed.targets()) {
      Marks.pointedRing(
          g,
          area.screenX(clouds.targetX(j)),
          area.screenY(clouds.targetY(j)),
          Marks.radius(k, clouds.targetMass(j)),
          look);
      target(g, stamps, area, k, j);
    }
  }

  /** A disc; where some of its mass stays, what moves inside a faint outline of the whole. */
  private void source(Graphics2D g, Stamps stamps, Viewport area, double k, int i) {
    double x = area.screenX(clouds.sourceX(i));
    double y = area.screenY(clouds.sourceY(i));
    double r = Marks.radius(k, clouds.sourceMass(i));
    if (unmoved.isSourceMoved(i)) {
      stamps.disc(x, y, r, look.source(), look.canvas());
    } else {
      Marks.partOfDisc(g, x, y, r, unmoved.sourceShare(i), look.source(), look.canvas());
    }
  }

  /** A ring; where it is not filled, what arrives inside a faint outline of the whole. */
  private void target(Graphics2D g, Stamps stamps, Viewport area, double k, int j) {
    double x = area.screenX(clouds.targetX(j));
    double y = area.screenY(clouds.targetY(j));
    double r = Marks.radius(k, clouds.targetMass(j));
    if (unmoved.isTargetMoved(j)) {
      stamps.ring(x, y, r, look.target(), look.canvas());
    } else {
      Marks.partOfRing(g, x, y, r, unmoved.targetShare(j), look.target(), look.canvas());
    }
  }

  private void legend(Graphics2D g, Viewport area) {
    Legend.scale(g, area, look, blurRadius.isPresent());
    if (blurRadius.isPresent()) {
      Legend.blur(g, area, look, blurRadius.getAsDouble(), blurName);
    }
  }

  private void names(Graphics2D g, Viewport area, Pointed pointed) {
    if (pointed.isEmpty()) {
      return;
    }
    double k = radiusFactor(area);
    Font small = Typeface.plain(Typeface.CAPTION);
    Font strong = Typeface.strong(Typeface.CAPTION);
    Names placed = new Names(area, look);
    for (int i = 0; i < clouds.sources(); i++) {
      placed.crowd(area.screenX(clouds.sourceX(i)), area.screenY(clouds.sourceY(i)));
    }
    for (int j = 0; j < clouds.targets(); j++) {
      placed.crowd(area.screenX(clouds.targetX(j)), area.screenY(clouds.targetY(j)));
    }
    for (int i : pointed.sources()) {
      placed.avoid(area.screenX(clouds.sourceX(i)), area.screenY(clouds.sourceY(i)), 10);
    }
    List<Pointed.Flow> largest = new ArrayList<>(pointed.flows());
    largest.sort(Comparator.comparingDouble(Pointed.Flow::mass).reversed());
    boolean few = largest.size() <= MOST_NAMES;
    for (Pointed.Flow flow : largest) {
      placed.avoidLine(
          area.screenX(clouds.sourceX(flow.i())),
          area.screenY(clouds.sourceY(flow.i())),
          area.screenX(clouds.targetX(flow.j())),
          area.screenY(clouds.targetY(flow.j())));
    }
    for (int i : pointed.sources()) {
      placed.name(
          g,
          PlanSentence.sourceName(i),
          strong,
          look.ink(),
          area.screenX(clouds.sourceX(i)),
          area.screenY(clouds.sourceY(i)),
          Marks.radius(k, clouds.sourceMass(i)) + 5);
    }
    for (int j : pointed.targets()) {
      placed.name(
          g,
          PlanSentence.targetName(j),
          strong,
          look.ink(),
          area.screenX(clouds.targetX(j)),
          area.screenY(clouds.targetY(j)),
          Marks.radius(k, clouds.targetMass(j)) + 5);
    }
    if (few) {
      for (Pointed.Flow flow : largest) {
        if (pointed.fromSource() && !pointed.targets().contains(flow.j())) {
          placed.name(
              g,
              PlanSentence.targetName(flow.j()),
              small,
              look.foreground(),
              area.screenX(clouds.targetX(flow.j())),
              area.screenY(clouds.targetY(flow.j())),
              Marks.radius(k, clouds.targetMass(flow.j())) + 1);
        } else if (!pointed.fromSource() && !pointed.sources().contains(flow.i())) {
          placed.name(
              g,
              PlanSentence.sourceName(flow.i()),
              small,
              look.foreground(),
              area.screenX(clouds.sourceX(flow.i())),
              area.screenY(clouds.sourceY(flow.i())),
              Marks.radius(k, clouds.sourceMass(flow.i())) + 1);
        }
      }
    }
  }
}
