package monge.views.picture;

import java.util.Locale;

/**
 * How numbers are written for people, everywhere in pictures and window: a true minus sign, narrow
 * spaces between thousands and before the percent sign, and "0" for exactly nothing. Files and
 * other programs get plain numbers instead.
 */
public final class Numbers {

  private static final char MINUS = '−';
  static final char NARROW_SPACE = '\u202f';

  private Numbers() {}

  /** With so many decimals: {@code 2.4631}, {@code −0.92}. */
  public static String fixed(double x, int decimals) {
    if (x == 0) {
      return "0";
    }
    if (!Double.isFinite(x)) {
      return words(x);
    }
    return grouped(String.format(Locale.ROOT, "%." + decimals + "f", x));
  }

  /** A cost in a header: four decimals. */
  public static String cost(double x) {
    return fixed(x, 4);
  }

  /** A coordinate or mass beside a point: as many decimals as {@code extent} makes visible. */
  public static String coordinate(double x, double extent) {
    int decimals = extent > 0 ? (int) Math.clamp(2 - Math.floor(Math.log10(extent)), 0, 8) : 2;
    return fixed(x, decimals);
  }

  /** An error: {@code 1.2e−9}, {@code 0.031}, {@code 0}. */
  public static String error(double x) {
    return brief(x, 2);
  }

  /** A limit or a tick: {@code 1e−8}, {@code 0.05}, {@code 10}. */
  public static String tick(double x) {
    return trimmed(brief(x, 2));
  }

  /** So many significant digits, as a power of ten where plain digits would be long. */
  public static String brief(double x, int digits) {
    if (x == 0) {
      return "0";
    }
    if (!Double.isFinite(x)) {
      return words(x);
    }
    String scientific = String.format(Locale.ROOT, "%." + (digits - 1) + "e", x);
    int at = scientific.indexOf('e');
    int exponent = Integer.parseInt(scientific, at + 1, scientific.length(), 10);
    if (exponent >= -3 && exponent < 5) {
      return grouped(
          String.format(Locale.ROOT, "%." + Math.max(0, digits - 1 - exponent) + "f", x));
    }
    return signed(scientific.substring(0, at)) + "e" + signed(Integer.toString(exponent));
  }

  /**
   * A share of one with one decimal: {@code 92.6 %}; {@code <0.1 %} where it is not quite nothing.
   */
  public static String percent(double share) {
    if (share == 0) {
      return "0" + NARROW_SPACE + "%";
    }
    if (!Double.isFinite(share)) {
      return words(share);
    }
    if (Math.abs(share) < 0.0005) {
      return (share < 0 ? ">" + MINUS : "<") + "0.1" + NARROW_SPACE + "%";
    }
    return grouped(String.format(Locale.ROOT, "%.1f", 100 * share)) + NARROW_SPACE + "%";
  }

  /** A count: {@code 8 900}. */
  public static String count(long n) {
    return grouped(Long.toString(n));
  }

  /** A count and the thing counted: {@code 1 point}, {@code 3 points}. */
  public static String count(long n, String singular, String plural) {
    return count(n) + " " + (n == 1 ? singular : plural);
  }

  private static String words(double x) {
    return Double.isNaN(x) ? "unknown" : x > 0 ? "∞" : MINUS + "∞";
  }

  private static String signed(String number) {
    return number.startsWith("-") ? MINUS + number.substring(1) : number;
  }

  /** Drops zeros after the point that say nothing: 1.0e−8 is 1e−8, 0.050 is 0.05. */
  private static String trimmed(String number) {
    int e = number.indexOf('e');
    String mantissa = e < 0 ? number : number.substring(0, e);
    String exponent = e < 0 ? "" : number.substring(e);
    if (mantissa.indexOf('.') >= 0) {
      mantissa = mantissa.replaceAll("\\.?0+$", "");
    }
    return mantissa + exponent;
  }

  private static String grouped(String number) {
    boolean negative = number.startsWith("-");
    String digits = negative ? number.substring(1) : number;
    int point = digits.indexOf('.');
    String whole = point < 0 ? digits : digits.substring(0, point);
    String fraction = point < 0 ? "" : digits.substring(point);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < whole.length(); i++) {
      if (i > 0 && (whole.length() - i) % 3 == 0) {
        out.append(NARROW_SPACE);
      }
      out.append(whole.charAt(i));
    }
    boolean nothing = digits.chars().allMatch(c -> c == '0' || c == '.');
    return (negative && !nothing ? String.valueOf(MINUS) : "") + out + fraction;
  }
}
