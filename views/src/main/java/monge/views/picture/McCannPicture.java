package monge.views.picture;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.Optional;

/**
 * Mass on its way at time t (McCann's displacement interpolation): ink dots with a tail in the
 * colour of the source, or their density. Where it came from and where it goes stays faintly in
 * sight.
 */
public final class McCannPicture implements Picture {

  private static final double MOST_OVERWEIGHT = 4;
  private static final double MARGIN = 10;
  private static final double TAIL = 0.16;
  private static final double ENDS = 0.35;
  private static final int MANY = 600;
  private static final int BUCKETS = 10;

  /** Cells of the density field along the longer side. */
  private static final int FIELD = 192;

  private final PlaneClouds clouds;
  private final Motion motion;
  private final double t;
  private final boolean density;
  private final Selection selection;
  private final Optional<Camera> camera;
  private final Look look;

  public McCannPicture(
      PlaneClouds clouds,
      Motion motion,
      double t,
      boolean density,
      Selection selection,
      Optional<Camera> camera,
      Look look) {
    this.clouds = clouds;
    this.motion = motion;
    this.t = t;
    this.density = density;
    this.selection = selection;
    this.camera = camera;
    this.look = look;
  }

  @Override
  public void paint(Graphics2D g, int width, int height) {
    Marks.background(g, look, width, height);
    Viewport area = area(width, height);
    if (density) {
      field(g, area);
    }
    ends(g, area);
    if (!density) {
      if (motion.size() > MANY) {
        swarm(g, area);
      } else {
        particles(g, area);
      }
    }
    pointed(g, area);
    Legend.time(g, area, look, clouds, t);
  }

  @Override
  public Optional<Camera> camera(int width, int height) {
    return Optional.of(camera.orElseGet(() -> fitting(width, height)));
  }

  @Override
  public Selection pick(double x, double y, int width, int height) {
    Viewport area = area(width, height);
    return PointPicking.nearest(clouds, area, endFactor(area), x, y);
  }

  private Viewport area(int width, int height) {
    return new Viewport(0, 0, width, height, camera.orElseGet(() -> fitting(width, height)));
  }

  private Camera fitting(int width, int height) {
    return clouds.fitting(width, height, Math.max(MARGIN, 0.06 * Math.min(width, height)), 0);
  }

  private double factor(Viewport area) {
    double zoom =
        area.camera().pixelsPerUnit() / fitting(area.width(), area.height()).pixelsPerUnit();
    return clouds.radiusFactor(area.width(), area.height()) * Math.sqrt(zoom);
  }

  /**
   * Mass is area, as of the points, up to four times what an entry could carry; the particles of a
   * plan that is far from its marginals shrink together, so that they do not cover everything.
   */
  private double movingFactor(Viewport area) {
    double most = MOST_OVERWEIGHT * clouds.largestPossibleEntry();
    return factor(area) * Math.sqrt(Math.min(1, most / motion.largestMass()));
  }

  /** Origins and destinations are a backdrop: smaller than in the plan. */
  private double endFactor(Viewport area) {
    return 0.7 * factor(area);
  }

  private void ends(Graphics2D g, Viewport area) {
    double k = endFactor(area);
    g.setColor(Marks.faded(look.target(), ENDS));
    for (int j = 0; j < clouds.targets(); j++) {
      g.fill(
          Marks.circle(
              area.screenX(clouds.targetX(j)),
              area.screenY(clouds.targetY(j)),
              Marks.radius(k, clouds.targetMass(j))));
    }
    g.setColor(Marks.faded(look.source(), ENDS));
    for (int i = 0; i < clouds.sources(); i++) {
      g.fill(
          Marks.circle(
              area.screenX(clouds.sourceX(i)),
              area.screenY(clouds.sourceY(i)),
              Marks.radius(k, clouds.sourceMass(i))));
    }
  }

  private void particles(Graphics2D g, Viewport area) {
    double k = movingFactor(area);
    double most = motion.largestMass();
    double tail = Math.max(0, t - TAIL);
    Line2D.Double line = new Line2D.Double();
    for (int p = 0; p < motion.size(); p++) {
      double q = motion.mass()[p] / most;
      g.setColor(Marks.faded(look.source(), 0.1 + 0.45 * q));
      g.setStroke(
          new BasicStroke((float) (1 + 1.5 * q), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      set(line, area, p, tail);
      g.draw(line);
    }
    for (int p = 0; p < motion.size(); p++) {
      double q = motion.mass()[p] / most;
      g.setColor(Marks.faded(look.ink(), 0.35 + 0.65 * q));
      g.fill(
          Marks.circle(
              area.screenX(motion.x(p, t)),
              area.screenY(motion.y(p, t)),
              Marks.radius(0.8 * k, motion.mass()[p])));
    }
  }

  private void set(Line2D.Double line, Viewport area, int p, double tail) {
    line.setLine(
        area.screenX(motion.x(p, tail)),
        area.screenY(motion.y(p, tail)),
        area.screenX(motion.x(p, t)),
        area.screenY(motion.y(p, t)));
  }

  /** Thousands of particles; they come by increasing mass. */
  private void swarm(Graphics2D g, Viewport area) {
    double most = motion.largestMass();
    double tail = Math.max(0, t - TAIL);
    MarkTexture tails = MarkTexture.covering(g, area.width(), area.height());
    MarkTexture dots = MarkTexture.covering(g, area.width(), area.height());
    double k = movingFactor(area);
    int bucket = -1;
    for (int p = 0; p < motion.size(); p++) {
      int next = (int) Math.min(BUCKETS - 1, BUCKETS * motion.mass()[p] / most);
      if (next != bucket) {
        bucket = next;
        double q = (bucket + 0.5) / BUCKETS;
        tails.layer(0.08 + 0.3 * q, 1);
        dots.layer(0.18 + 0.7 * q, 1);
      }
      double x = area.screenX(motion.x(p, t));
      double y = area.screenY(motion.y(p, t));
      tails.line(area.screenX(motion.x(p, tail)), area.screenY(motion.y(p, tail)), x, y);
      dots.dot(x, y, Math.max(0.7, k * Math.sqrt(motion.mass()[p])));
    }
    tails.draw(g, look.source());
    dots.draw(g, look.ink());
  }

  private void pointed(Graphics2D g, Viewport area) {
    double k = movingFactor(area);
    Line2D.Double line = new Line2D.Double();
    double most = Math.max(clouds.largestPossibleEntry(), Double.MIN_NORMAL);
    for (int p = 0; p < motion.size(); p++) {
      if (!motion.follows(p, selection)) {
        continue;
      }
      double q = Math.min(1, motion.mass()[p] / most);
      g.setColor(Marks.faded(look.ink(), 0.5 + 0.5 * Math.min(1, 2 * q)));
      g.setStroke(
          new BasicStroke((float) (1 + 2 * q), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      set(line, area, p, 0);
      g.draw(line);
      g.fill(Marks.circle(line.x2, line.y2, Math.max(1.5, Marks.radius(k, motion.mass()[p]))));
    }
    double e = endFactor(area);
    if (selection instanceof Selection.SourcePoint(int i) && i < clouds.sources()) {
      double x = area.screenX(clouds.sourceX(i));
      double y = area.screenY(clouds.sourceY(i));
      double r = Marks.radius(e, clouds.sourceMass(i));
      Marks.pointedRing(g, x, y, r, look);
      Marks.disc(g, x, y, r, look.source(), look.canvas());
      name(g, area, PlanSentence.sourceName(i), x, y, r);
    }
    if (selection instanceof Selection.TargetPoint(int j) && j < clouds.targets()) {
      double x = area.screenX(clouds.targetX(j));
      double y = area.screenY(clouds.targetY(j));
      double r = Marks.radius(e, clouds.targetMass(j));
      Marks.pointedRing(g, x, y, r, look);
      Marks.disc(g, x, y, r, look.target(), look.canvas());
      name(g, area, PlanSentence.targetName(j), x, y, r);
    }
  }

  private void name(Graphics2D g, Viewport area, String text, double x, double y, double r) {
    Font strong = Typeface.strong(Typeface.CAPTION);
    new Names(area, look).name(g, text, strong, look.ink(), x, y, r + 5);
  }

  /** The particles' mass on a grid, smoothed, as colour; the scale is that of this moment. */
  private void field(Graphics2D g, Viewport area) {
    double cell = Math.max(area.width(), area.height()) / (double) FIELD;
    int w = (int) Math.ceil(area.width() / cell) + 1;
    int h = (int) Math.ceil(area.height() / cell) + 1;
    float[] field = new float[w * h];
    for (int p = 0; p < motion.size(); p++) {
      double x = area.screenX(motion.x(p, t)) / cell - 0.5;
      double y = area.screenY(motion.y(p, t)) / cell - 0.5;
      int x0 = (int) Math.floor(x);
      int y0 = (int) Math.floor(y);
      for (int dy = 0; dy <= 1; dy++) {
        for (int dx = 0; dx <= 1; dx++) {
          int cx = x0 + dx;
          int cy = y0 + dy;
          if (cx >= 0 && cy >= 0 && cx < w && cy < h) {
            double share = (dx == 0 ? 1 - (x - x0) : x - x0) * (dy == 0 ? 1 - (y - y0) : y - y0);
            field[cy * w + cx] += (float) (share * motion.mass()[p]);
          }
        }
      }
    }
    // Three boxes are a Gaussian for the eye.
    int reach = (int) Math.clamp(Math.round(26 / Math.sqrt(clouds.sources())), 2, 9);
    float[] other = new float[field.length];
    for (int pass = 0; pass < 3; pass++) {
      box(field, other, w, h, 1, w, reach);
      box(other, field, h, w, w, 1, reach);
    }
    float most = 0;
    for (float value : field) {
      most = Math.max(most, value);
    }
    ColorMap map = ColorMap.mass(look);
    BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        image.setRGB(x, y, map.argb(most > 0 ? Math.pow(field[y * w + x] / most, 0.7) : 0));
      }
    }
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.drawImage(image, AffineTransform.getScaleInstance(cell, cell), null);
  }

  /** The mean over {@code 2 reach + 1} neighbours along one direction. */
  private static void box(
      float[] in, float[] out, int length, int lines, int step, int lineStep, int reach) {
    float share = 1f / (2 * reach + 1);
    for (int line = 0; line < lines; line++) {
      int start = line * lineStep;
      float sum = 0;
      for (int k = 0; k < Math.min(reach, length); k++) {
        sum += in[start + k * step];
      }
      for (int k = 0; k < length; k++) {
        if (k + reach < length) {
          sum += in[start + (k + reach) * step];
        }
        if (k - reach - 1 >= 0) {
          sum -= in[start + (k - reach - 1) * step];
        }
        out[start + k * step] = Math.max(0, sum * share);
      }
    }
  }
}
