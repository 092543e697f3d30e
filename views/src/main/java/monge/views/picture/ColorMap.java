package monge.views.picture;

import java.awt.Color;

/**
 * 256 colours from control points at equal distances, interpolated in OKLab (Ottosson 2020) so that
 * equal steps look equal. The first colour of the mass maps is the canvas: nothing looks like
 * nothing.
 */
public final class ColorMap {

  private static final ColorMap MASS_LIGHT =
      new ColorMap(0xffffff, 0xd5dde6, 0x93a6ba, 0x4d6a88, 0x1d3a5c, 0x0b1a2e);
  private static final ColorMap MASS_DARK =
      new ColorMap(0x141618, 0x22344a, 0x3b618c, 0x6f9cc9, 0xb7d2ea, 0xf4f9fd);
  private static final ColorMap SIGNED_LIGHT =
      new ColorMap(0x1a4fa3, 0x6f9ee0, 0xf5f6f8, 0xe59a5c, 0x9c4300);
  private static final ColorMap SIGNED_DARK =
      new ColorMap(0x8fbcff, 0x3466b0, 0x1f2225, 0xb0622a, 0xffc090);

  private final int[] argb = new int[256];

  private ColorMap(int... controls) {
    double[][] lab = new double[controls.length][];
    for (int k = 0; k < controls.length; k++) {
      lab[k] = toLab(controls[k]);
    }
    for (int k = 0; k < argb.length; k++) {
      double at = k / 255.0 * (controls.length - 1);
      int below = Math.min(controls.length - 2, (int) at);
      double f = at - below;
      double[] mixed = new double[3];
      for (int c = 0; c < 3; c++) {
        mixed[c] = (1 - f) * lab[below][c] + f * lab[below + 1][c];
      }
      argb[k] = f == 0 ? 0xff000000 | controls[below] : toArgb(mixed);
    }
    argb[255] = 0xff000000 | controls[controls.length - 1];
  }

  /** For shares and densities: canvas at 0. */
  public static ColorMap mass(Look look) {
    return look.dark() ? MASS_DARK : MASS_LIGHT;
  }

  /** For values of both signs: the middle is 0. */
  public static ColorMap signed(Look look) {
    return look.dark() ? SIGNED_DARK : SIGNED_LIGHT;
  }

  /** The colour at {@code share} of the way, held within [0,1], as opaque 0xAARRGGBB. */
  public int argb(double share) {
    return argb[(int) Math.clamp(Math.round(share * 255), 0, 255)];
  }

  public Color color(double share) {
    return new Color(argb(share));
  }

  private static double[] toLab(int rgb) {
    double r = toLinear((rgb >> 16) & 255);
    double g = toLinear((rgb >> 8) & 255);
    double b = toLinear(rgb & 255);
    double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return new double[] {
      0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
    };
  }

  private static int toArgb(double[] lab) {
    double l = cube(lab[0] + 0.3963377774 * lab[1] + 0.2158037573 * lab[2]);
    double m = cube(lab[0] - 0.1055613458 * lab[1] - 0.0638541728 * lab[2]);
    double s = cube(lab[0] - 0.0894841775 * lab[1] - 1.2914855480 * lab[2]);
    int r = toByte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
    int g = toByte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
    int b = toByte(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
    return 0xff000000 | r << 16 | g << 8 | b;
  }

  private static double cube(double x) {
    return x * x * x;
  }

  private static double toLinear(int value) {
    double v = value / 255.0;
    return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
  }

  private static int toByte(double linear) {
    double v = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
    return (int) Math.clamp(Math.round(255 * v), 0, 255);
  }
}
