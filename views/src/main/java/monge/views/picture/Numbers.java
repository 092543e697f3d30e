package monge.views.picture;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How numbers are written for people, everywhere in pictures and window: a true minus sign, narrow
 * spaces between thousands and before the percent sign, "0" for exactly nothing, "–" for what is
 * not known. Files and other programs get plain numbers instead.
 */
public final class Numbers {

  private static final char MINUS = '−';
  static final char NARROW_SPACE = '\u202f';

  private static final Pattern PROGRAMS_POWER =
      Pattern.compile("(-?)(\\d(?:\\.\\d+)?)[eE]([+-]?)0*(\\d+)");

  private static final Pattern ZEROS_ONLY = Pattern.compile("(\\d)\\.0{5,}(?![\\deE])");

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

  /** With so many decimals; as a power of ten where those would show nothing, or too much. */
  public static String decimals(double x, int decimals) {
    double size = Math.abs(x);
    boolean power = x != 0 && (size >= 1e7 || size < 0.5 * Math.pow(10, -decimals));
    return power ? brief(x, 3) : fixed(x, decimals);
  }

  /** A cost in a header: four decimals. */
  public static String cost(double x) {
    return decimals(x, 4);
  }

  /** A cost in a list: three decimals, or two digits and a power of ten. */
  public static String listed(double x) {
    String plain = decimals(x, 3);
    return plain.indexOf('e') < 0 ? plain : brief(x, 2);
  }

  /** An error or a gap: {@code 1.2e−9}, {@code 0.031}, {@code 0}. */
  public static String error(double x) {
    return brief(x, 2);
  }

  /** Whether a gap below zero is only what rounding makes of zero. */
  public static boolean isRounding(double gap, double scale) {
    return gap < 0 && -gap <= 1e-12 * (scale == 0 ? 1 : Math.abs(scale));
  }

  /**
   * The gap between a cost and its lower bound. No gap is negative, so digits of one that rounding
   * made so are not shown: {@code ≈0}.
   *
   * @param scale the cost
   */
  public static String gap(double gap, double scale) {
    return isRounding(gap, scale) ? "≈0" : error(gap);
  }

  /** A setting in as few digits as say it, without spaces: 0.05, 1e−8, 10000. */
  public static String setting(double x) {
    if (Double.isInfinite(x)) {
      return x > 0 ? "inf" : MINUS + "inf";
    }
    if (x == 0 || Double.isNaN(x)) {
      return fixed(x, 0);
    }
    double size = Math.abs(x);
    if (size >= 1e7 || size < 1e-3) {
      return trimmed(brief(x, 4));
    }
    return signed(
        x == Math.rint(x)
            ? Long.toString((long) x)
            : new BigDecimal(x).round(new MathContext(4)).stripTrailingZeros().toPlainString());
  }

  /** A setting that is a share of one, in percent: {@code 0.5 %}. */
  public static String shareSetting(double share) {
    return setting(100 * share) + NARROW_SPACE + "%";
  }

  /** The text of a number as people type it, ready for {@link Double#parseDouble}. */
  public static String typed(String text) {
    return text.strip()
        .replace(MINUS, '-')
        .replace(String.valueOf(NARROW_SPACE), "")
        .replace(" ", "")
        .replace(',', '.');
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
    return percent(share, 1);
  }

  /** A share of one with so many decimals of a percent. */
  public static String percent(double share, int decimals) {
    if (share == 0) {
      return "0" + NARROW_SPACE + "%";
    }
    if (!Double.isFinite(share)) {
      return words(share);
    }
    double least = Math.pow(10, -decimals);
    boolean nearlyNothing = 100 * Math.abs(share) < least / 2;
    String sign = nearlyNothing ? (share < 0 ? ">" + MINUS : "<") : "";
    double shown = nearlyNothing ? least : 100 * share;
    return sign
        + grouped(String.format(Locale.ROOT, "%." + decimals + "f", shown))
        + NARROW_SPACE
        + "%";
  }

  /**
   * A sentence with numbers of programs in it: {@code 1.0e-09} becomes {@code 1.0e−9}, {@code
   * 3.00000000} becomes {@code 3}.
   */
  public static String readable(String sentence) {
    return PROGRAMS_POWER
        .matcher(ZEROS_ONLY.matcher(sentence).replaceAll("$1"))
        .replaceAll(
            power ->
                power.group(2).matches("0(\\.0+)?")
                    ? "0"
                    : (power.group(1).isEmpty() ? "" : String.valueOf(MINUS))
                        + power.group(2)
                        + "e"
                        + ("-".equals(power.group(3)) ? String.valueOf(MINUS) : "")
                        + power.group(4));
  }

  /** A count: {@code 8 900}. */
  public static String count(long n) {
    return grouped(Long.toString(n));
  }

  /** A count and the thing counted: {@code 1 point}, {@code 3 points}. */
  public static String count(long n, String singular, String plural) {
    return count(n) + " " + (n == 1 ? singular : plural);
  }

  /** A size in memory: 10.3 KiB. */
  public static String bytes(long n) {
    if (n < 1024) {
      return n + " B";
    }
    double size = n;
    String[] units = {"KiB", "MiB", "GiB", "TiB"};
    int k = -1;
    while (size >= 1024 && k < units.length - 1) {
      size /= 1024;
      k++;
    }
    return String.format(Locale.ROOT, "%.1f %s", size, units[k]);
  }

  /** A time: 7.1 ms, 510 ms, 12.4 s, 2 min 5 s. */
  public static String duration(Duration time) {
    double seconds = time.toNanos() * 1e-9;
    if (seconds < 1) {
      return String.format(Locale.ROOT, seconds < 0.1 ? "%.1f ms" : "%.0f ms", 1e3 * seconds);
    }
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return "%d min %d s".formatted(whole / 60, whole % 60);
  }

  private static String words(double x) {
    return Double.isNaN(x) ? "–" : x > 0 ? "∞" : MINUS + "∞";
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
