package monge.views;

import java.time.Duration;
import java.util.Locale;

/**
 * How numbers look to people, in one place: true minus signs, narrow no-break spaces, "0" for exact
 * zero, "–" for what is not known.
 */
public final class Numbers {

  private static final char MINUS = '\u2212';
  private static final char NO_BREAK_SPACE = '\u00a0';
  private static final char NARROW_SPACE = '\u202f';

  private Numbers() {}

  /** A value with 4 decimals, as in column headers; large and small ones in scientific notation. */
  public static String short4(double x) {
    return decimals(x, 4);
  }

  /** A value with 6 decimals, as in the inspector. */
  public static String long6(double x) {
    return decimals(x, 6);
  }

  /** A value with a number of decimals. */
  public static String decimals(double x, int digits) {
    if (Double.isNaN(x)) {
      return "–";
    }
    if (x == 0) {
      return "0";
    }
    if (Double.isInfinite(x)) {
      return x > 0 ? "∞" : MINUS + "∞";
    }
    double size = Math.abs(x);
    if (size >= 1e7 || size < 0.5 * Math.pow(10, -digits)) {
      return scientific(x, 2);
    }
    return signed(String.format(Locale.ROOT, "%." + digits + "f", x));
  }

  /** An error or a gap: {@code 1.2e−9}. */
  public static String error(double x) {
    if (Double.isNaN(x)) {
      return "–";
    }
    return x == 0 ? "0" : scientific(x, 1);
  }

  /** A setting in as few digits as say it: 0.05, 1e−8, 10000. */
  public static String setting(double x) {
    if (Double.isInfinite(x)) {
      return x > 0 ? "inf" : MINUS + "inf";
    }
    if (x == 0) {
      return "0";
    }
    double size = Math.abs(x);
    if (size >= 1e7 || size < 1e-3) {
      String s = String.format(Locale.ROOT, "%.3e", x);
      int e = s.indexOf('e');
      String mantissa = s.substring(0, e).replaceAll("\\.?0+$", "");
      return signed(mantissa + "e" + Integer.parseInt(s.substring(e + 1)));
    }
    if (x == Math.rint(x)) {
      return signed(Long.toString((long) x));
    }
    String s =
        new java.math.BigDecimal(x)
            .round(new java.math.MathContext(4))
            .stripTrailingZeros()
            .toPlainString();
    return signed(s);
  }

  /** The text of a number as people type it, ready for {@link Double#parseDouble}. */
  public static String typed(String text) {
    return text.strip()
        .replace(MINUS, '-')
        .replace(String.valueOf(NARROW_SPACE), "")
        .replace(" ", "")
        .replace(',', '.');
  }

  /** A count with narrow spaces between thousands: 8 900. */
  public static String count(long n) {
    String digits = Long.toString(Math.abs(n));
    StringBuilder grouped = new StringBuilder(n < 0 ? String.valueOf(MINUS) : "");
    for (int k = 0; k < digits.length(); k++) {
      if (k > 0 && (digits.length() - k) % 3 == 0) {
        grouped.append(NARROW_SPACE);
      }
      grouped.append(digits.charAt(k));
    }
    return grouped.toString();
  }

  /** A share as percent: 92.6 %. */
  public static String percent(double share) {
    return Double.isNaN(share)
        ? "–"
        : signed(String.format(Locale.ROOT, "%.1f", 100 * share)) + NO_BREAK_SPACE + "%";
  }

  /** A share as percent with two decimals: 0.78 %. */
  public static String percent2(double share) {
    return Double.isNaN(share)
        ? "–"
        : signed(String.format(Locale.ROOT, "%.2f", 100 * share)) + NO_BREAK_SPACE + "%";
  }

  /** A coordinate with a number of decimals, zeros kept, so that columns line up. */
  public static String fixed(double x, int digits) {
    return Double.isFinite(x)
        ? signed(String.format(Locale.ROOT, "%." + digits + "f", x))
        : decimals(x, digits);
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

  /** A time: 7.1 ms, 0.51 s, 12.4 s, 2 min 5 s. */
  public static String duration(Duration time) {
    double seconds = time.toNanos() * 1e-9;
    if (seconds < 0.1) {
      return String.format(Locale.ROOT, "%.1f ms", 1e3 * seconds);
    }
    if (seconds < 1) {
      return String.format(Locale.ROOT, "%.0f ms", 1e3 * seconds);
    }
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return "%d min %d s".formatted(whole / 60, whole % 60);
  }

  private static String scientific(double x, int digits) {
    String s = String.format(Locale.ROOT, "%." + digits + "e", x);
    int e = s.indexOf('e');
    return signed(s.substring(0, e) + "e" + Integer.parseInt(s.substring(e + 1)));
  }

  private static String signed(String ascii) {
    return ascii.replace('-', MINUS);
  }
}
