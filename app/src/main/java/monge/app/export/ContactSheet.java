package monge.app.export;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import monge.views.picture.Look;
import monge.views.picture.Picture;
import monge.views.picture.Raster;
import monge.views.picture.Typeface;

/** Many small pictures in rows, each with a name and a state, and notes below them. */
public final class ContactSheet implements Picture {

  /** How an answer stands, as the window marks it. */
  public enum Tone {
    DONE,
    WARNING
  }

  /**
   * One small picture.
   *
   * @param name words above it, strong
   * @param method words after the name, muted
   * @param state words below it, such as "Converged · cost 0.0312"
   */
  public record Thumb(String name, String method, Picture picture, Tone tone, String state) {}

  /** A sentence below the pictures, about something that has none. */
  public record Note(String name, String sentence) {}

  private static final int MARGIN = 24;
  private static final int GAP = 20;
  private static final int WORDS = 22;
  private static final int LINE = 18;
  private static final float SIZE = 12;

  private final List<Thumb> thumbs;
  private final List<Note> notes;
  private final int columns;
  private final int thumbWidth;
  private final int thumbHeight;
  private final Look look;

  /**
   * @param columns pictures in a row
   * @param thumbWidth of a picture, logical pixels
   * @param thumbHeight of a picture, logical pixels
   */
  public ContactSheet(
      List<Thumb> thumbs,
      List<Note> notes,
      int columns,
      int thumbWidth,
      int thumbHeight,
      Look look) {
    this.thumbs = List.copyOf(thumbs);
    this.notes = List.copyOf(notes);
    this.columns = Math.clamp(thumbs.size(), 1, columns);
    this.thumbWidth = thumbWidth;
    this.thumbHeight = thumbHeight;
    this.look = look;
  }

  /** The logical pixels it takes. */
  public int width() {
    return 2 * MARGIN + columns * thumbWidth + (columns - 1) * GAP;
  }

  /** The logical pixels it takes. */
  public int height() {
    int rows = (thumbs.size() + columns - 1) / columns;
    int below = notes.isEmpty() ? 0 : notes.size() * LINE + GAP;
    return 2 * MARGIN + rows * cellHeight() + Math.max(0, rows - 1) * GAP + below;
  }

  private int cellHeight() {
    return thumbHeight + 2 * WORDS;
  }

  @Override
  public void paint(Graphics2D g, int width, int height) {
    g.setColor(look.canvas());
    g.fillRect(0, 0, width, height);
    for (int k = 0; k < thumbs.size(); k++) {
      int x = MARGIN + k % columns * (thumbWidth + GAP);
      int y = MARGIN + k / columns * (cellHeight() + GAP);
      paint(g, thumbs.get(k), x, y);
    }
    int y = height - MARGIN - notes.size() * LINE;
    for (Note note : notes) {
      int words = width - 2 * MARGIN;
      int end = text(g, note.name(), Typeface.strong(SIZE), look.subtle(), MARGIN, y + 13, words);
      text(
          g,
          note.sentence(),
          Typeface.plain(SIZE),
          look.subtle(),
          end + 8,
          y + 13,
          width - MARGIN - end - 8);
      y += LINE;
    }
  }

  private void paint(Graphics2D g, Thumb thumb, int x, int y) {
    int end =
        text(g, thumb.name(), Typeface.strong(SIZE), look.foreground(), x, y + 13, thumbWidth);
    text(
        g,
        thumb.method(),
        Typeface.plain(SIZE),
        look.muted(),
        end + 6,
        y + 13,
        x + thumbWidth - end - 6);
    int top = y + WORDS;
    double scale = Math.max(1, g.getTransform().getScaleX());
    g.drawImage(
        Raster.image(thumb.picture(), thumbWidth, thumbHeight, scale),
        x,
        top,
        thumbWidth,
        thumbHeight,
        null);
    g.setColor(look.line());
    g.setStroke(new BasicStroke(1));
    g.draw(new Rectangle2D.Double(x - 0.5, top - 0.5, thumbWidth + 1, thumbHeight + 1));
    boolean done = thumb.tone() == Tone.DONE;
    Color tone = done ? look.ok() : look.warn();
    g.setColor(tone);
    if (!done) {
      g.fillRect(x - 1, top - 1, thumbWidth + 2, 2);
    }
    int line = top + thumbHeight + 16;
    g.fill(done ? disc(x, line) : triangle(x, line));
    text(
        g,
        thumb.state(),
        Typeface.plain(Typeface.CAPTION),
        done ? look.muted() : tone,
        x + 14,
        line,
        thumbWidth - 14);
  }

  private static Shape disc(double x, double baseline) {
    return new Ellipse2D.Double(x + 1, baseline - 8, 8, 8);
  }

  private static Shape triangle(double x, double baseline) {
    Path2D path = new Path2D.Double();
    path.moveTo(x + 5, baseline - 9);
    path.lineTo(x + 10, baseline);
    path.lineTo(x, baseline);
    path.closePath();
    return path;
  }

  /** Writes on one line, cut with an ellipsis where there is no room; returns where it ends. */
  private static int text(
      Graphics2D g, String words, Font font, Color color, int x, int baseline, int room) {
    g.setFont(font);
    g.setColor(color);
    String shown = cut(words, g.getFontMetrics(), room);
    g.drawString(shown, x, baseline);
    return x + g.getFontMetrics().stringWidth(shown);
  }

  private static String cut(String words, FontMetrics metrics, int room) {
    String shown = words;
    while (!shown.isEmpty() && metrics.stringWidth(shown) > room) {
      int keep = shown.codePointCount(0, shown.length()) - (shown.endsWith("…") ? 2 : 1);
      shown = keep <= 0 ? "" : shown.substring(0, shown.offsetByCodePoints(0, keep)).strip() + "…";
    }
    return shown;
  }
}
