package monge.views.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;

/**
 * Many thin translucent lines of one colour, much faster than a path each and without the tint that
 * eight bits leave when faint lines are laid over one another. Lines of one layer do not darken
 * each other; layers do: with coverage c and opacity α, the background shines through by {@code
 * Π_layers (1 - max_lines α c)}.
 */
final class MarkTexture {

  /** Coverage and places along a line are counted in 65536ths of a pixel. */
  private static final int BITS = 16;

  private static final int ONE = 1 << BITS;
  private static final int FRACTION = ONE - 1;

  private final int width;
  private final int height;
  private final double scale;
  private final float[] through;
  private final int[] layer;
  private float opacity;
  private double halfWidth;
  private boolean dirty;

  private MarkTexture(int width, int height, double scale) {
    this.width = width;
    this.height = height;
    this.scale = scale;
    this.through = new float[width * height];
    this.layer = new int[width * height];
    Arrays.fill(through, 1);
  }

  /** A texture for an area, in the pixels of the device that is drawn on. */
  static MarkTexture covering(Graphics2D g, int width, int height) {
    AffineTransform transform = g.getTransform();
    double scale = Math.hypot(transform.getScaleX(), transform.getShearY());
    return new MarkTexture(
        Raster.devicePixels(width, scale), Raster.devicePixels(height, scale), scale);
  }

  /** Begins a layer over the earlier ones. */
  void layer(double lineOpacity, double lineWidth) {
    fold();
    opacity = (float) lineOpacity;
    halfWidth = lineWidth / 2 * scale;
  }

  /** Adds a line to the layer, in logical pixels. */
  void line(double x0, double y0, double x1, double y1) {
    double ax = x0 * scale;
    double ay = y0 * scale;
    double bx = x1 * scale;
    double by = y1 * scale;
    boolean steep = Math.abs(by - ay) > Math.abs(bx - ax);
    if (steep) {
      march(ay, ax, by, bx, height, width, 1, width);
    } else {
      march(ax, ay, bx, by, width, height, width, 1);
    }
    dirty = true;
  }

  /** Adds a dot to the layer, in logical pixels. */
  void dot(double x, double y, double radius) {
    double cx = x * scale;
    double cy = y * scale;
    double r = radius * scale;
    int firstX = Math.max(0, (int) Math.floor(cx - r - 0.5));
    int lastX = Math.min(width - 1, (int) Math.floor(cx + r + 0.5));
    int firstY = Math.max(0, (int) Math.floor(cy - r - 0.5));
    int lastY = Math.min(height - 1, (int) Math.floor(cy + r + 0.5));
    for (int py = firstY; py <= lastY; py++) {
      for (int px = firstX; px <= lastX; px++) {
        double dx = px + 0.5 - cx;
        double dy = py + 0.5 - cy;
        double distance = Math.sqrt(dx * dx + dy * dy);
        cover(py * width + px, (int) (Math.clamp(r + 0.5 - distance, 0, 1) * ONE));
      }
    }
    dirty = true;
  }

  /** Walks along the axis u on which the line is longer, covering one to three pixels in v. */
  private void march(
      double u0,
      double v0,
      double u1,
      double v1,
      int limitU,
      int limitV,
      int strideV,
      int strideU) {
    double startU = Math.min(u0, u1);
    double startV = u0 <= u1 ? v0 : v1;
    double endU = Math.max(u0, u1);
    double length = endU - startU;
    double slope = length == 0 ? 0 : (u0 <= u1 ? v1 - v0 : v0 - v1) / length;
    double half = halfWidth * Math.sqrt(1 + slope * slope);
    int from = Math.max(0, (int) Math.floor(startU));
    int to = Math.min(limitU - 1, (int) Math.ceil(endU) - 1);
    double low = startV + slope * (from + 0.5 - startU) - half;
    double thickness = 2 * half;
    int u = from;
    while (u <= to && !isInside(low, thickness, limitV)) {
      crossing(u++, low, thickness, limitV, strideV, strideU);
      low += slope;
    }
    int inside = u;
    if (u <= to) {
      double room = slope > 0 ? limitV - thickness - low : low;
      double steps = slope == 0 ? to - u : room / Math.abs(slope);
      // One less, since a sum of rounded steps may be a little further.
      inside = (int) Math.min(to + 1.0, u + Math.max(1, Math.floor(steps) - 1));
    }
    stretch(u, inside, low, slope, thickness, strideV, strideU);
    low += slope * (inside - u);
    for (u = inside; u <= to; u++, low += slope) {
      crossing(u, low, thickness, limitV, strideV, strideU);
    }
  }

  private static boolean isInside(double low, double thickness, int limitV) {
    return low >= 0 && low + thickness <= limitV;
  }

  /** The part of a line that needs no clipping, {@code [from, to)}. */
  private void stretch(
      int from, int to, double start, double slope, double thickness, int strideV, int strideU) {
    int low = (int) (start * ONE);
    int step = (int) Math.rint(slope * ONE);
    int thick = (int) (thickness * ONE);
    for (int u = from; u < to; u++, low += step) {
      int high = low + thick;
      int first = low >> BITS;
      int last = (high - 1) >> BITS;
      int at = u * strideU + first * strideV;
      if (first == last) {
        cover(at, thick);
        continue;
      }
      cover(at, ONE - (low & FRACTION));
      at += strideV;
      for (int v = first + 1; v < last; v++, at += strideV) {
        layer[at] = ONE;
      }
      cover(at, ((high - 1) & FRACTION) + 1);
    }
  }

  /** One step of a line that may lie across an edge, or beyond it. */
  private void crossing(int u, double low, double thickness, int limitV, int strideV, int strideU) {
    double high = low + thickness;
    if (high <= 0 || low >= limitV) {
      return;
    }
    int firstV = low <= 0 ? 0 : (int) low;
    int lastV = high >= limitV ? limitV - 1 : (int) high;
    int at = u * strideU + firstV * strideV;
    for (int v = firstV; v <= lastV; v++, at += strideV) {
      double below = Math.max(low, v);
      double above = Math.min(high, v + 1);
      cover(at, (int) ((above - below) * ONE));
    }
  }

  private void cover(int at, int coverage) {
    if (coverage > layer[at]) {
      layer[at] = coverage;
    }
  }

  private void fold() {
    if (!dirty) {
      return;
    }
    float unit = opacity / ONE;
    for (int k = 0; k < through.length; k++) {
      through[k] *= 1 - unit * layer[k];
    }
    Arrays.fill(layer, 0);
    dirty = false;
  }

  /** Lays the lines over what is drawn. */
  void draw(Graphics2D g, Color color) {
    fold();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    int rgb = color.getRGB() & 0xffffff;
    for (int k = 0; k < through.length; k++) {
      pixels[k] = (int) (255 * (1 - through[k]) + 0.5f) << 24 | rgb;
    }
    g.drawImage(image, AffineTransform.getScaleInstance(1 / scale, 1 / scale), null);
  }
}
