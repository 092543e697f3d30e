package monge.image;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A space in which colours are compared. All spaces describe the same colours as linear sRGB;
 * values outside the gamut are carried, never clipped.
 *
 * <p>Sources: IEC 61966-2-1 (sRGB curve), CIE 15 (CIELAB; white D50, from D65 by Bradford), B.
 * Ottosson 2020 (OKLab).
 */
public enum ColorSpace {
  /** Linear light, sRGB primaries: proportional to photons; dark tones lie close together. */
  LINEAR_RGB("linear-rgb", "Linear RGB", List.of("R", "G", "B")) {
    @Override
    public void fromLinear(double[] c, int at) {}

    @Override
    public void toLinear(double[] c, int at) {}
  },
  /** Display values in [0,1]. */
  SRGB("srgb", "sRGB", List.of("R", "G", "B")) {
    @Override
    public void fromLinear(double[] c, int at) {
      for (int k = at; k < at + 3; k++) {
        c[k] = encode(c[k]);
      }
    }

    @Override
    public void toLinear(double[] c, int at) {
      for (int k = at; k < at + 3; k++) {
        c[k] = decode(c[k]);
      }
    }
  },
  /** CIE 1976 L*a*b* with white point D50; L in [0,100]. */
  CIELAB("cielab", "CIELAB (D50)", List.of("L", "a", "b")) {
    @Override
    public void fromLinear(double[] c, int at) {
      multiply(TO_XYZ, c, at);
      double x = cielabCurve(c[at] / 0.96422);
      double y = cielabCurve(c[at + 1]);
      double z = cielabCurve(c[at + 2] / 0.82521);
      c[at] = 116 * y - 16;
      c[at + 1] = 500 * (x - y);
      c[at + 2] = 200 * (y - z);
    }

    @Override
    public void toLinear(double[] c, int at) {
      double y = (c[at] + 16) / 116;
      double x = y + c[at + 1] / 500;
      double z = y - c[at + 2] / 200;
      c[at] = 0.96422 * cielabInverse(x);
      c[at + 1] = cielabInverse(y);
      c[at + 2] = 0.82521 * cielabInverse(z);
      multiply(FROM_XYZ, c, at);
    }
  },
  /** Ottosson's perceptual space; L in [0,1]. */
  OKLAB("oklab", "OKLab", List.of("L", "a", "b")) {
    @Override
    public void fromLinear(double[] c, int at) {
      multiply(TO_LMS, c, at);
      for (int k = at; k < at + 3; k++) {
        c[k] = Math.cbrt(c[k]);
      }
      multiply(LMS_TO_OKLAB, c, at);
    }

    @Override
    public void toLinear(double[] c, int at) {
      multiply(OKLAB_TO_LMS, c, at);
      for (int k = at; k < at + 3; k++) {
        c[k] = c[k] * c[k] * c[k];
      }
      multiply(FROM_LMS, c, at);
    }
  };

  private static final double[] TO_XYZ = {
    0.4360747, 0.3850649, 0.1430804, 0.2225045, 0.7168786, 0.0606169, 0.0139322, 0.0971045,
    0.7141733
  };
  private static final double[] FROM_XYZ = inverse(TO_XYZ);
  private static final double[] TO_LMS = {
    0.4122214708,
    0.5363325363,
    0.0514459929,
    0.2119034982,
    0.6806995451,
    0.1073969566,
    0.0883024619,
    0.2817188376,
    0.6299787005
  };
  private static final double[] FROM_LMS = inverse(TO_LMS);
  private static final double[] LMS_TO_OKLAB = {
    0.2104542553,
    0.7936177850,
    -0.0040720468,
    1.9779984951,
    -2.4285922050,
    0.4505937099,
    0.0259040371,
    0.7827717662,
    -0.8086757660
  };
  private static final double[] OKLAB_TO_LMS = inverse(LMS_TO_OKLAB);

  /** The argument where the cube root of CIELAB gives way to a straight line: 6/29. */
  private static final double BEND = 6.0 / 29;

  private final String id;
  private final String label;
  private final List<String> channels;

  ColorSpace(String id, String label, List<String> channels) {
    this.id = id;
    this.label = label;
    this.channels = channels;
  }

  /** The name on the command line and in files. */
  public String id() {
    return id;
  }

  public String label() {
    return label;
  }

  /** The names of the three channels, in order. */
  public List<String> channels() {
    return channels;
  }

  /** Turns the linear sRGB triple at {@code c[at..at+3)} into this space, in place. */
  public abstract void fromLinear(double[] c, int at);

  /** Turns the triple of this space at {@code c[at..at+3)} into linear sRGB, in place. */
  public abstract void toLinear(double[] c, int at);

  /** The least and largest value of each channel over the sRGB gamut, {@code {low, high}} (2×3). */
  public double[][] gamutBox() {
    // The extremes of a smooth space lie on edges of the cube; a lattice of its surface finds them.
    int steps = 32;
    double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
    double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
    double[] c = new double[3];
    for (int r = 0; r <= steps; r++) {
      for (int g = 0; g <= steps; g++) {
        boolean face = r % steps == 0 || g % steps == 0;
        for (int b = 0; b <= steps; b += face ? 1 : steps) {
          c[0] = decode(r / (double) steps);
          c[1] = decode(g / (double) steps);
          c[2] = decode(b / (double) steps);
          fromLinear(c, 0);
          for (int k = 0; k < 3; k++) {
            low[k] = Math.min(low[k], c[k]);
            high[k] = Math.max(high[k], c[k]);
          }
        }
      }
    }
    return new double[][] {low, high};
  }

  /**
   * The space of that id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ColorSpace named(String id) {
    for (ColorSpace space : values()) {
      if (space.id.equals(id)) {
        return space;
      }
    }
    throw new IllegalArgumentException(
        "unknown colour space '%s': expected one of %s"
            .formatted(
                id, Arrays.stream(values()).map(ColorSpace::id).collect(Collectors.joining(", "))));
  }

  /**
   * Linear light of an sRGB display value (IEC 61966-2-1): [0,1] to [0,1]; odd, so that values
   * below 0 survive.
   */
  public static double decode(double value) {
    double c = Math.abs(value);
    double linear = c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    return Math.copySign(linear, value);
  }

  /** The sRGB display value of linear light, the inverse of {@link #decode}. */
  public static double encode(double linear) {
    double l = Math.abs(linear);
    double value = l <= 0.0031308 ? 12.92 * l : 1.055 * Math.pow(l, 1 / 2.4) - 0.055;
    return Math.copySign(value, linear);
  }

  private static double cielabCurve(double t) {
    return t > BEND * BEND * BEND ? Math.cbrt(t) : t / (3 * BEND * BEND) + 4.0 / 29;
  }

  private static double cielabInverse(double s) {
    return s > BEND ? s * s * s : 3 * BEND * BEND * (s - 4.0 / 29);
  }

  private static void multiply(double[] m, double[] c, int at) {
    double x = c[at];
    double y = c[at + 1];
    double z = c[at + 2];
    c[at] = m[0] * x + m[1] * y + m[2] * z;
    c[at + 1] = m[3] * x + m[4] * y + m[5] * z;
    c[at + 2] = m[6] * x + m[7] * y + m[8] * z;
  }

  /** The inverse of a 3×3 matrix by cofactors. */
  private static double[] inverse(double[] m) {
    double c0 = m[4] * m[8] - m[5] * m[7];
    double c1 = m[5] * m[6] - m[3] * m[8];
    double c2 = m[3] * m[7] - m[4] * m[6];
    double det = m[0] * c0 + m[1] * c1 + m[2] * c2;
    return new double[] {
      c0 / det,
      (m[2] * m[7] - m[1] * m[8]) / det,
      (m[1] * m[5] - m[2] * m[4]) / det,
      c1 / det,
      (m[0] * m[8] - m[2] * m[6]) / det,
      (m[2] * m[3] - m[0] * m[5]) / det,
      c2 / det,
      (m[1] * m[6] - m[0] * m[7]) / det,
      (m[0] * m[4] - m[1] * m[3]) / det
    };
  }
}
