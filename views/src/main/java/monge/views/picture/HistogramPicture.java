package monge.views.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.List;
import monge.image.ChannelHistogram;

/**
 * How often each value of each channel occurs before, after and in the target; heights are square
 * roots of shares, so that rare values are seen. The axis of a channel spans the values that occur.
 */
public record HistogramPicture(
    ChannelHistogram before, ChannelHistogram after, ChannelHistogram target, Look look)
    implements Picture {

  private static final double MARGIN = 16;
  private static final double LEFT = 44;
  private static final double RIGHT = 16;
  private static final double KEY = 28;
  private static final double FOOT = 10;
  private static final double BETWEEN = 12;

  /** Room for a channel's letter where channels stand side by side. */
  private static final double LETTER = 14;

  /** Where there is less height, channels stand side by side instead of one above the other. */
  private static final double LEAST_STACK = 84;

  /** Bins that hold less than this share of every picture lie outside the axis. */
  private static final double RARE = 2e-4;

  @Override
  public void paint(Graphics2D g, int width, int height) {
    Marks.background(g, look, width, height);
    key(g);
    double room = height - KEY - FOOT;
    if (room < LEAST_STACK) {
      double each = (width - MARGIN - RIGHT) / 3.0;
      for (int k = 0; k < 3; k++) {
        double left = MARGIN + k * each + LETTER;
        channel(g, k, left, KEY, height - FOOT, each - LETTER - BETWEEN);
      }
      return;
    }
    for (int k = 0; k < 3; k++) {
      double top = KEY + room * k / 3 + (k == 0 ? 0 : BETWEEN);
      double bottom = KEY + room * (k + 1) / 3;
      channel(g, k, LEFT, top, bottom, width - LEFT - RIGHT);
    }
  }

  private void key(Graphics2D g) {
    Font font = Typeface.plain(Typeface.CAPTION);
    double x = MARGIN;
    List<String> words = List.of("before", "after", "target");
    List<Color> colours = List.of(look.source(), look.ink(), look.target());
    for (int k = 0; k < 3; k++) {
      g.setColor(colours.get(k));
      g.setStroke(new BasicStroke(2));
      g.draw(new Line2D.Double(x, 16, x + 14, 16));
      Marks.text(g, words.get(k), font, x + 20, 20, look.foreground());
      x += 20 + Marks.width(g, words.get(k), font) + 18;
    }
  }

  private void channel(Graphics2D g, int k, double left, double top, double bottom, double width) {
    int first = 0;
    int last = before.bins() - 1;
    while (first < last && rare(k, first)) {
      first++;
    }
    while (last > first && rare(k, last)) {
      last--;
    }
    double tallest = 0;
    for (int b = first; b <= last; b++) {
      tallest =
          Math.max(
              tallest,
              Math.max(height(before, k, b), Math.max(height(after, k, b), height(target, k, b))));
    }
    Marks.text(
        g,
        before.space().channels().get(k),
        Typeface.plain(12),
        left == LEFT ? MARGIN : left - LETTER,
        bottom - 2,
        look.foreground());
    g.setColor(look.border());
    g.setStroke(new BasicStroke(1));
    double base = Math.floor(bottom) + 0.5;
    g.draw(new Line2D.Double(left, base, left + width, base));
    if (tallest == 0) {
      return;
    }
    double unit = (base - top) / tallest;
    Path2D filled = curve(after, k, first, last, left, base, unit, width);
    filled.lineTo(left + width, base);
    filled.lineTo(left, base);
    filled.closePath();
    g.setColor(Marks.faded(look.ink(), 0.14));
    g.fill(filled);
    stroke(g, curve(before, k, first, last, left, base, unit, width), look.source(), 1.25f);
    stroke(g, curve(target, k, first, last, left, base, unit, width), look.target(), 1.25f);
    stroke(g, curve(after, k, first, last, left, base, unit, width), look.ink(), 1.5f);
  }

  private boolean rare(int k, int bin) {
    return before.share(k, bin) < RARE && after.share(k, bin) < RARE && target.share(k, bin) < RARE;
  }

  private static double height(ChannelHistogram histogram, int k, int bin) {
    return Math.sqrt(histogram.share(k, bin));
  }

  private static Path2D curve(
      ChannelHistogram histogram,
      int k,
      int first,
      int last,
      double left,
      double base,
      double unit,
      double width) {
    Path2D path = new Path2D.Double();
    double step = last > first ? width / (last - first) : 0;
    for (int b = first; b <= last; b++) {
      double x = left + step * (b - first);
      double y = base - unit * height(histogram, k, b);
      if (b == first) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    return path;
  }

  private static void stroke(Graphics2D g, Path2D path, Color colour, float width) {
    g.setColor(colour);
    g.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(path);
  }
}
