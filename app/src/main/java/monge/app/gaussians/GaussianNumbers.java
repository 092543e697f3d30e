package monge.app.gaussians;

import java.util.Locale;
import monge.views.picture.Numbers;

/** How the workspace writes its numbers: always as many decimals, so that they stand still. */
final class GaussianNumbers {

  /** From here on a power of ten says it in less room. */
  private static final double TOO_LONG = 1e7;

  private GaussianNumbers() {}

  /** An entry of a matrix. */
  static String entry(double x) {
    return fixed(x, 3);
  }

  /** A squared distance. */
  static String distance(double x) {
    return fixed(x, 4);
  }

  static String time(double t) {
    return fixed(t, 2);
  }

  static String fixed(double x, int decimals) {
    if (Math.abs(x) >= TOO_LONG) {
      return Numbers.brief(x, 6);
    }
    String text = String.format(Locale.ROOT, "%." + decimals + "f", x);
    boolean nothing = text.chars().allMatch(c -> c == '-' || c == '0' || c == '.');
    return nothing ? text.replace("-", "") : text.replace('-', '−');
  }

  /** A residual: two digits and a power of ten. */
  static String residual(double x) {
    return x == 0
        ? "0"
        : String.format(Locale.ROOT, "%.1e", x)
            .replace("-0", "−")
            .replace("+0", "")
            .replace('-', '−');
  }
}
