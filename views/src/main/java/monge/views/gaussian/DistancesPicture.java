package monge.views.gaussian;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.OptionalDouble;
import monge.views.picture.Look;
import monge.views.picture.Marks;
import monge.views.picture.Numbers;
import monge.views.picture.Picture;
import monge.views.picture.Typeface;

/** {@code W₂²} in closed form, of fitted Gaussians and of draws, on one scale. */
public final class DistancesPicture implements Picture {

  private static final double LEFT = 16;
  private static final double NAMES = 132;
  private static final double VALUES = 64;

  /** Lengths are drawn if they have at least this room. */
  private static final double LEAST_PLOT = 90;

  /** An entry at least this high says in a second line what it is made from. */
  private static final double TWO_LINES = 34;

  private final Distances distances;
  private final Look look;

  public DistancesPicture(Distances distances, Look look) {
    this.distances = distances;
    this.look = look;
  }

  @Override
  public void paint(Graphics2D g, int width, int height) {
    Marks.background(g, look, width, height);
    double closed = distances.closedForm();
    double low = closed;
    double high = closed;
    for (OptionalDouble value : new OptionalDouble[] {distances.fitted(), distances.exact()}) {
      if (value.isPresent()) {
        low = Math.min(low, value.getAsDouble());
        high = Math.max(high, value.getAsDouble());
      }
    }
    double spread = Math.max(high - low, Math.max(1e-3 * Math.abs(closed), 1e-9));
    double step = Contours.step(1.6 * spread, 4);
    long first = (long) Math.floor((low - 0.25 * spread) / step);
    long last = (long) Math.ceil((high + 0.25 * spread) / step);
    double from = first * step;
    double to = last * step;
    double x0 = LEFT + NAMES;
    double x1 = width - VALUES - 12.0;
    double foot = height - 62.0;

    double row = Math.min(43, (foot - 22) / 3);
    boolean twoLines = row >= TWO_LINES;
    if (x1 - x0 < LEAST_PLOT) {
      // Too narrow to compare lengths: the numbers alone.
      numbers(g, row, width);
      return;
    }
    Font axis = Typeface.mono(Typeface.AXIS);
    g.setStroke(new BasicStroke(1));
    double free = Double.NEGATIVE_INFINITY;
    for (long k = first; k <= last; k++) {
      double x = Math.floor(place(k * step, from, to, x0, x1)) + 0.5;
      g.setColor(look.grid());
      g.draw(new Line2D.Double(x, 16, x, foot));
      String text = Numbers.fixed(k * step, decimals(step));
      double w = Marks.width(g, text, axis);
      if (x - w / 2 >= free) {
        Marks.text(g, text, axis, x - w / 2, foot + 16, look.muted());
        free = x + w / 2 + 8;
      }
    }
    double reference = place(closed, from, to, x0, x1);
    g.setColor(look.ink());
    g.setStroke(
        new BasicStroke(
            1.25f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {3, 3}, 0));
    g.draw(new Line2D.Double(reference, 16, reference, foot));

    entry(
        g,
        0,
        row,
        "Closed form",
        twoLines ? "from m, Σ" : "",
        OptionalDouble.of(closed),
        false,
        from,
        to,
        x0,
        x1);
    String draws =
        twoLines
            ? Numbers.count(distances.draws())
                + " + "
                + Numbers.count(distances.draws())
                + " samples"
            : "";
    boolean stale = distances.stale();
    entry(g, 1, row, "Fitted Gaussians", draws, distances.fitted(), stale, from, to, x0, x1);
    entry(g, 2, row, "Exact OT", draws, distances.exact(), stale, from, to, x0, x1);
    Font caption = Typeface.plain(Typeface.CAPTION);
    String sentence = sentence();
    if (Marks.width(g, sentence, caption) <= width - 2.0 * LEFT) {
      Marks.text(g, sentence, caption, LEFT, height - 15.0, look.muted());
    }
  }

  private void numbers(Graphics2D g, double row, int width) {
    String[] names = {"Closed form", "Fitted Gaussians", "Exact OT"};
    OptionalDouble[] values = {
      OptionalDouble.of(distances.closedForm()), distances.fitted(), distances.exact()
    };
    Font mono = Typeface.mono(12);
    for (int k = 0; k < names.length; k++) {
      double y = 42 + k * row;
      boolean known = values[k].isPresent() && (k == 0 || !distances.stale());
      String text = known ? Numbers.fixed(values[k].getAsDouble(), 3) : "…";
      Marks.text(g, names[k], Typeface.plain(12), LEFT, y, look.foreground());
      double x = width - 12 - Marks.width(g, text, mono);
      Marks.text(g, text, mono, x, y, look.foreground());
    }
  }

  private void entry(
      Graphics2D g,
      int index,
      double row,
      String name,
      String about,
      OptionalDouble value,
      boolean stale,
      double from,
      double to,
      double x0,
      double x1) {
    double y = 38 + index * row;
    Marks.text(
        g, name, Typeface.plain(12), LEFT, about.isEmpty() ? y + 4 : y - 2, look.foreground());
    Marks.text(g, about, Typeface.plain(Typeface.CAPTION), LEFT, y + 13, look.muted());
    if (value.isEmpty()) {
      Marks.text(g, "…", Typeface.mono(12), x1 + 12, y + 4, look.muted());
      return;
    }
    if (stale) {
      g.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.5f));
    }
    double x = place(value.getAsDouble(), from, to, x0, x1);
    double reference = place(distances.closedForm(), from, to, x0, x1);
    g.setColor(look.plan());
    g.setStroke(new BasicStroke(2));
    g.draw(new Line2D.Double(reference, y, x, y));
    g.setColor(look.ink());
    g.fill(Marks.circle(x, y, 5));
    Font mono = Typeface.mono(12);
    String text = Numbers.fixed(value.getAsDouble(), 3);
    double w = Marks.width(g, text, mono);
    Marks.text(g, text, mono, x1 + VALUES - w, y + 4, look.foreground());
    g.setComposite(AlphaComposite.SrcOver);
  }

  /** How far the draws read from the closed form. */
  private String sentence() {
    if (distances.fitted().isEmpty() || distances.exact().isEmpty()) {
      return "";
    }
    if (distances.stale()) {
      return "The samples' numbers are those of the Gaussians before.";
    }
    double closed = distances.closedForm();
    if (!(closed > 0)) {
      return "Equal Gaussians: what the samples read is noise.";
    }
    return "Samples read %s and %s: sampling noise, not solver error."
        .formatted(
            signed(distances.fitted().getAsDouble() / closed - 1),
            signed(distances.exact().getAsDouble() / closed - 1));
  }

  private static String signed(double share) {
    String percent = Numbers.percent(share);
    return share > 0 && !percent.startsWith("<") ? "+" + percent : percent;
  }

  private static double place(double value, double from, double to, double x0, double x1) {
    return x0 + (value - from) / (to - from) * (x1 - x0);
  }

  private static int decimals(double step) {
    return (int) Math.clamp(-Math.floor(Math.log10(step) + 1e-9), 0, 9);
  }
}
