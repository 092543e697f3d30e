package monge.image;

/** The sRGB curve for whole pictures: tables that agree with {@link ColorSpace} to 2e-6. */
final class SrgbTable {

  private static final double[] DECODED = new double[PixelImage.FULL + 1];

  /** Intervals of the square root of linear light, in which the curve is nearly straight. */
  private static final int INTERVALS = 4096;

  private static final double[] ENCODED = new double[INTERVALS + 2];

  static {
    for (int v = 0; v < DECODED.length; v++) {
      DECODED[v] = ColorSpace.decode(v / (double) PixelImage.FULL);
    }
    for (int k = 0; k < ENCODED.length; k++) {
      double root = k / (double) INTERVALS;
      ENCODED[k] = ColorSpace.encode(root * root);
    }
  }

  private SrgbTable() {}

  /** Linear light of a 16-bit sample. */
  static double decode(short sample) {
    return DECODED[sample & PixelImage.FULL];
  }

  /** The display value of linear light. */
  static double encode(double linear) {
    if (!(linear >= 0 && linear <= 1)) {
      return ColorSpace.encode(linear);
    }
    double at = Math.sqrt(linear) * INTERVALS;
    int k = (int) at;
    double below = ENCODED[k];
    return below + (at - k) * (ENCODED[k + 1] - below);
  }
}
