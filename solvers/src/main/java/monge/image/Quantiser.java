package monge.image;

/** Writes display values as samples: clips to [0,1], rounds to the picture's depth, counts. */
final class Quantiser {

  private final int levels;
  private final int step;
  private final double slack;
  private int clipped;
  private int visible;

  Quantiser(int depth) {
    levels = (1 << depth) - 1;
    step = PixelImage.FULL / levels;
    // What rounds to a level of the gamut's edge is not clipped.
    slack = 0.5 / levels;
  }

  void write(double red, double green, double blue, short alpha, short[] out, int at) {
    if (alpha != 0) {
      visible++;
      if (outside(red) || outside(green) || outside(blue)) {
        clipped++;
      }
    }
    out[at] = sample(red);
    out[at + 1] = sample(green);
    out[at + 2] = sample(blue);
    out[at + 3] = alpha;
  }

  /** Visible pixels with a channel outside [0,1] by half a level or more. */
  int clipped() {
    return clipped;
  }

  /** Pixels whose alpha is not 0. */
  int visible() {
    return visible;
  }

  private boolean outside(double v) {
    return v < -slack || v > 1 + slack;
  }

  private short sample(double v) {
    double scaled = v * levels + 0.5;
    int level = scaled <= 0 ? 0 : Math.min(levels, (int) scaled);
    return (short) (level * step);
  }
}
