package monge.views.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where each source point lands among the targets, by one map a panel, side by side: discs are
 * images, rings are targets, faint dots are where the points came from.
 */
public final class ProjectionsPicture implements Picture {

  /**
   * One map.
   *
   * @param caption its name
   * @param images the image of each source point in the space of the targets; empty where there is
   *     none
   * @param placed the image of each placed point, in the same order; empty where there is none
   */
  public record Panel(
      String caption, List<Optional<double[]>> images, List<Optional<double[]>> placed) {

    public Panel {
      images = List.copyOf(images);
      placed = List.copyOf(placed);
    }
  }

  private static final double MARGIN = 10;
  private static final double CAPTION_HEIGHT = 18;
  private static final double RING = 2.7;
  private static final double DISC = 2.5;
  private static final double REACH = 7;

  private final PlaneClouds clouds;
  private final List<Panel> panels;
  private final List<double[]> placed;
  private final Selection selection;
  private final Optional<Camera> camera;
  private final Look look;

  public ProjectionsPicture(
      PlaneClouds clouds,
      List<Panel> panels,
      List<double[]> placed,
      Selection selection,
      Optional<Camera> camera,
      Look look) {
    this.clouds = clouds;
    this.panels = List.copyOf(panels);
    this.placed = List.copyOf(placed);
    this.selection = selection;
    this.camera = camera;
    this.look = look;
  }

  @Override
  public void paint(Graphics2D g, int width, int height) {
    Marks.background(g, look, width, height);
    for (int p = 0; p < panels.size(); p++) {
      Viewport area = panel(p, width, height);
      Graphics2D inside = (Graphics2D) g.create();
      inside.clipRect(area.x(), area.y(), area.width(), area.height());
      paint(inside, area, panels.get(p));
      inside.dispose();
      if (p > 0) {
        g.setColor(look.line());
        g.setStroke(new BasicStroke(1));
        g.draw(new Line2D.Double(area.x() - 0.5, 0, area.x() - 0.5, height));
      }
    }
  }

  @Override
  public Optional<Viewport> viewport(double x, double y, int width, int height) {
    for (int p = 0; p < panels.size(); p++) {
      Viewport area = panel(p, width, height);
      if (area.contains(x, y)) {
        return Optional.of(area);
      }
    }
    return Optional.empty();
  }

  @Override
  public Selection pick(double x, double y, int width, int height) {
    for (int p = 0; p < panels.size(); p++) {
      Viewport area = panel(p, width, height);
      if (area.contains(x, y)) {
        return pick(area, panels.get(p), x, y);
      }
    }
    return Selection.NONE;
  }

  private Selection pick(Viewport area, Panel panel, double x, double y) {
    Selection found = Selection.NONE;
    double best = REACH;
    for (int i = 0; i < panel.images.size(); i++) {
      double[] image = panel.images.get(i).orElse(null);
      if (image != null) {
        double d = Math.hypot(area.screenX(image[0]) - x, area.screenY(second(image)) - y);
        if (d <= best) {
          best = d;
          found = new Selection.SourcePoint(i);
        }
      }
    }
    for (int j = 0; j < clouds.targets(); j++) {
      double d =
          Math.hypot(area.screenX(clouds.targetX(j)) - x, area.screenY(clouds.targetY(j)) - y);
      if (d < best) {
        best = d;
        found = new Selection.TargetPoint(j);
      }
    }
    return found;
  }

  private Viewport panel(int p, int width, int height) {
    int from = (int) Math.round((double) width * p / panels.size()) + (p > 0 ? 1 : 0);
    int to = (int) Math.round((double) width * (p + 1) / panels.size());
    return new Viewport(
        from, 0, to - from, height, camera.orElseGet(() -> fitting(to - from, height)));
  }

  private Camera fitting(int width, int height) {
    Camera flat = clouds.fitting(width, Math.max(1, height - (int) CAPTION_HEIGHT), MARGIN, 0);
    return new Camera(
        flat.centreX(),
        flat.centreY() + CAPTION_HEIGHT / 2 / flat.pixelsPerUnit(),
        flat.pixelsPerUnit());
  }

  /** Points of a line stand on the line of the targets. */
  private static double second(double[] image) {
    return image.length > 1 ? image[1] : 0;
  }

  private double size(Viewport area) {
    double zoom =
        area.camera().pixelsPerUnit() / fitting(area.width(), area.height()).pixelsPerUnit();
    double crowd = Math.min(1, 6 / Math.sqrt(Math.max(1, clouds.targets())));
    double room = Math.clamp(Math.min(area.width(), area.height()) / 150.0, 0.8, 1.7);
    return Math.clamp(crowd * room, 0.45, 1.7) * Math.sqrt(zoom);
  }

  private void paint(Graphics2D g, Viewport area, Panel panel) {
    double size = size(area);
    double ring = RING * size;
    double disc = DISC * size;
    Stamps stamps = Stamps.on(g, 2 * clouds.sources() + clouds.targets());
    Color faint = Marks.faded(look.source(), 0.28);
    for (int i = 0; i < clouds.sources(); i++) {
      stamps.dot(
          area.screenX(clouds.sourceX(i)), area.screenY(clouds.sourceY(i)), 0.55 * disc, faint);
    }
    for (int j = 0; j < clouds.targets(); j++) {
      stamps.ring(
          area.screenX(clouds.targetX(j)),
          area.screenY(clouds.targetY(j)),
          ring,
          look.target(),
          look.canvas());
    }
    Color fill = Marks.faded(look.source(), 0.85);
    for (Optional<double[]> image : panel.images) {
      image.ifPresent(at -> stamps.dot(area.screenX(at[0]), area.screenY(second(at)), disc, fill));
    }
    for (int k = 0; k < placed.size(); k++) {
      placed(g, area, placed.get(k), panel.placed.get(k).orElse(null), disc);
    }
    pointed(g, area, panel, disc, ring);
    caption(g, area, panel);
  }

  private void caption(Graphics2D g, Viewport area, Panel panel) {
    Font font = Typeface.plain(Typeface.CAPTION);
    String text = panel.caption;
    // A narrow cell shows the name of the map without its setting.
    if (Marks.width(g, text, font) > area.width() - 16 && text.contains(" · ")) {
      text = text.substring(0, text.indexOf(" · "));
    }
    Marks.haloed(g, text, font, area.x() + 12, 17, look.muted(), look.canvas());
    if (!panel.placed.isEmpty() && panel.placed.getFirst().isEmpty()) {
      String none = "no image off the sample";
      if (Marks.width(g, none, font) <= area.width() - 16) {
        Marks.haloed(
            g, none, font, area.x() + 12, area.height() - 8.0, look.muted(), look.canvas());
      }
    }
  }

  /** A new point is a cross; a line leads to its image. */
  private void placed(
      Graphics2D g, Viewport area, double[] point, double @Nullable [] image, double disc) {
    double x = area.screenX(point[0]);
    double y = area.screenY(point.length > 1 ? point[1] : clouds.sourceY(0));
    g.setStroke(new BasicStroke(1.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    if (image != null) {
      double ix = area.screenX(image[0]);
      double iy = area.screenY(second(image));
      g.setColor(Marks.faded(look.ink(), 0.4));
      g.setStroke(new BasicStroke(1));
      g.draw(new Line2D.Double(x, y, ix, iy));
      Marks.disc(g, ix, iy, disc + 1, look.source(), look.canvas());
      g.setColor(look.ink());
      g.setStroke(new BasicStroke(1.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      g.draw(Marks.circle(ix, iy, disc + 1.5));
    }
    g.setColor(look.ink());
    g.draw(new Line2D.Double(x - 3, y - 3, x + 3, y + 3));
    g.draw(new Line2D.Double(x - 3, y + 3, x + 3, y - 3));
  }

  private void pointed(Graphics2D g, Viewport area, Panel panel, double disc, double ring) {
    int i =
        switch (selection) {
          case Selection.SourcePoint(int s) -> s;
          case Selection.Entry(int s, int _) -> s;
          default -> -1;
        };
    int j =
        switch (selection) {
          case Selection.TargetPoint(int t) -> t;
          case Selection.Entry(int _, int t) -> t;
          default -> -1;
        };
    g.setStroke(new BasicStroke(1.5f));
    if (j >= 0 && j < clouds.targets()) {
      double x = area.screenX(clouds.targetX(j));
      double y = area.screenY(clouds.targetY(j));
      Marks.ring(g, x, y, ring, look.target(), look.canvas());
      g.setColor(look.ink());
      g.setStroke(new BasicStroke(1.5f));
      g.draw(Marks.circle(x, y, ring + 4));
    }
    if (i < 0 || i >= panel.images.size()) {
      return;
    }
    double x = area.screenX(clouds.sourceX(i));
    double y = area.screenY(clouds.sourceY(i));
    Marks.disc(g, x, y, 0.8 * disc, look.source(), look.canvas());
    double[] image = panel.images.get(i).orElse(null);
    if (image != null) {
      double ix = area.screenX(image[0]);
      double iy = area.screenY(second(image));
      g.setColor(Marks.faded(look.ink(), 0.35));
      g.setStroke(new BasicStroke(1));
      g.draw(new Line2D.Double(x, y, ix, iy));
      Marks.disc(g, ix, iy, disc, look.source(), look.canvas());
      g.setColor(look.ink());
      g.setStroke(new BasicStroke(1.5f));
      g.draw(Marks.circle(ix, iy, disc + 4));
    }
  }
}
