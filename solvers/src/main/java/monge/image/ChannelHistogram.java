package monge.image;

/**
 * How often each value of each channel of a space occurs in a picture: shares of the visible pixels
 * in even bins over the gamut. Immutable.
 */
public final class ChannelHistogram {

  private final ColorSpace space;
  private final double[][] box;
  private final double[][] shares;

  private ChannelHistogram(ColorSpace space, double[][] box, double[][] shares) {
    this.space = space;
    this.box = box;
    this.shares = shares;
  }

  /**
   * Counts all visible pixels into {@code bins} bins a channel; colours outside the gamut count in
   * the bin at its edge. O(pixels).
   *
   * @param bins at least 1
   * @throws IllegalArgumentException if there are fewer
   */
  public static ChannelHistogram of(PixelImage image, ColorSpace space, int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException("%d bins: at least 1 is needed".formatted(bins));
    }
    double[][] box = space.gamutBox();
    double[][] counts = new double[3][bins];
    short[] samples = image.shared();
    double[] c = new double[3];
    long visible = 0;
    for (int i = 0; i < samples.length; i += 4) {
      if (samples[i + 3] == 0) {
        continue;
      }
      visible++;
      for (int k = 0; k < 3; k++) {
        c[k] = SrgbTable.decode(samples[i + k]);
      }
      space.fromLinear(c, 0);
      for (int k = 0; k < 3; k++) {
        double at = (c[k] - box[0][k]) / (box[1][k] - box[0][k]) * bins;
        counts[k][(int) Math.clamp(at, 0, bins - 1)]++;
      }
    }
    for (double[] channel : counts) {
      for (int b = 0; b < bins; b++) {
        channel[b] /= Math.max(1, visible);
      }
    }
    return new ChannelHistogram(space, box, counts);
  }

  public ColorSpace space() {
    return space;
  }

  public int bins() {
    return shares[0].length;
  }

  /** The share of bin {@code bin} of channel {@code channel}, in [0,1]; 0 of no pixels. */
  public double share(int channel, int bin) {
    return shares[channel][bin];
  }

  /** The value in the middle of a bin, in the unit of the space. */
  public double centre(int channel, int bin) {
    return box[0][channel] + (bin + 0.5) / bins() * (box[1][channel] - box[0][channel]);
  }
}
