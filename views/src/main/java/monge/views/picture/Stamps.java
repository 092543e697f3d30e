package monge.views.picture;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.GraphicsDevice;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Source and target points, {@link Marks#disc} and {@link Marks#ring}, drawn quickly when there are
 * many of them: a mark is drawn once, for each of 8 × 8 places within a pixel and each eighth of a
 * pixel of its radius, and then stamped. A stamp is at most a sixteenth of a pixel off, which no
 * eye sees. Few marks, and marks that go into a drawing rather than into pixels, are drawn one by
 * one.
 */
final class Stamps {

  private static final int MANY = 200;
  private static final int PARTS = 8;

  /** Larger marks are few, and their stamps would be large. */
  private static final double LARGEST = 24;

  private static final int REMEMBERED = 4096;

  private enum Kind {
    DISC,
    RING,
    DOT
  }

  private record Key(
      Kind kind, int radius, int phaseX, int phaseY, double scale, int color, int canvas) {}

  private static final Map<Key, BufferedImage> KNOWN =
      new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, BufferedImage> eldest) {
          return size() > REMEMBERED;
        }
      };

  private final Graphics2D g;
  private final boolean stamping;
  private final AffineTransform transform;
  private final double scale;

  private Stamps(Graphics2D g, boolean stamping, AffineTransform transform) {
    this.g = g;
    this.stamping = stamping;
    this.transform = transform;
    this.scale = transform.getScaleX();
  }

  /** For {@code count} marks on {@code g}, whose transform stays as it is meanwhile. */
  static Stamps on(Graphics2D g, int count) {
    AffineTransform transform = g.getTransform();
    int placed = AffineTransform.TYPE_TRANSLATION | AffineTransform.TYPE_UNIFORM_SCALE;
    boolean plain = (transform.getType() & ~placed) == 0 && transform.getScaleX() > 0;
    boolean pixels =
        g.getDeviceConfiguration() != null
            && g.getDeviceConfiguration().getDevice().getType() == GraphicsDevice.TYPE_IMAGE_BUFFER;
    boolean simple = g.getComposite() == AlphaComposite.SrcOver;
    return new Stamps(g, count > MANY && plain && pixels && simple, transform);
  }

  /** {@link Marks#disc}. */
  void disc(double x, double y, double r, Color fill, Color canvas) {
    if (!stamp(Kind.DISC, x, y, r, fill, canvas)) {
      Marks.disc(g, x, y, r, fill, canvas);
    }
  }

  /** {@link Marks#ring}. */
  void ring(double x, double y, double r, Color stroke, Color canvas) {
    if (!stamp(Kind.RING, x, y, r, stroke, canvas)) {
      Marks.ring(g, x, y, r, stroke, canvas);
    }
  }

  /** A plain circle, filled. */
  void dot(double x, double y, double r, Color fill) {
    if (!stamp(Kind.DOT, x, y, r, fill, fill)) {
      g.setColor(fill);
      g.fill(Marks.circle(x, y, r));
    }
  }

  private boolean stamp(Kind kind, double x, double y, double r, Color color, Color canvas) {
    if (!stamping || !(r * scale <= LARGEST)) {
      return false;
    }
    double dx = transform.getTranslateX() + x * scale;
    double dy = transform.getTranslateY() + y * scale;
    if (!(Math.abs(dx) < 1e6 && Math.abs(dy) < 1e6)) {
      return true; // Far beyond any picture.
    }
    int eighthX = (int) Math.rint(dx * PARTS);
    int eighthY = (int) Math.rint(dy * PARTS);
    Key key =
        new Key(
            kind,
            (int) Math.rint(r * scale * PARTS),
            Math.floorMod(eighthX, PARTS),
            Math.floorMod(eighthY, PARTS),
            scale,
            color.getRGB(),
            canvas.getRGB());
    BufferedImage image = image(key);
    int half = image.getWidth() / 2;
    g.setTransform(new AffineTransform());
    g.drawImage(
        image, Math.floorDiv(eighthX, PARTS) - half, Math.floorDiv(eighthY, PARTS) - half, null);
    g.setTransform(transform);
    return true;
  }

  private static BufferedImage image(Key key) {
    synchronized (KNOWN) {
      @Nullable BufferedImage known = KNOWN.get(key);
      if (known != null) {
        return known;
      }
    }
    BufferedImage made = draw(key);
    synchronized (KNOWN) {
      KNOWN.put(key, made);
    }
    return made;
  }

  /** The mark about the middle pixel's corner, moved by its part of a pixel. */
  private static BufferedImage draw(Key key) {
    double r = (double) key.radius / PARTS;
    int half = (int) Math.ceil(r + 2 * key.scale) + 1;
    BufferedImage image =
        new BufferedImage(2 * half + 1, 2 * half + 1, BufferedImage.TYPE_INT_ARGB_PRE);
    Graphics2D g = image.createGraphics();
    Raster.smooth(g);
    g.translate(half + (double) key.phaseX / PARTS, half + (double) key.phaseY / PARTS);
    g.scale(key.scale, key.scale);
    Color color = new Color(key.color, true);
    Color canvas = new Color(key.canvas, true);
    switch (key.kind) {
      case DISC -> Marks.disc(g, 0, 0, r / key.scale, color, canvas);
      case RING -> Marks.ring(g, 0, 0, r / key.scale, color, canvas);
      case DOT -> {
        g.setColor(color);
        g.fill(Marks.circle(0, 0, r / key.scale));
      }
    }
    g.dispose();
    return image;
  }
}
