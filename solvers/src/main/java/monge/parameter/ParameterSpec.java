package monge.parameter;

import java.util.List;

/**
 * One setting of a solver, described once: the inspector's control, the command line's option, the
 * saved session, the reference page and the message about a bad value all come from it.
 */
public sealed interface ParameterSpec {

  /** The name in files and on the command line, such as {@code reg}. */
  String key();

  /** Words first, Greek second: {@code Regularisation ε}. */
  String label();

  /** One sentence for a tooltip and the command line's help. */
  String summary();

  /** The value when nothing is said. */
  Object defaultValue();

  /** The accepted values in words, for help and messages. */
  String range();

  /**
   * The value in its own type.
   *
   * @throws ParameterException if it is of another kind or out of range
   */
  Object checked(Object value);

  /** How a slider spreads the values. */
  enum Scale {
    /** By even differences. */
    LINEAR,
    /** By even ratios, for positive ranges. */
    LOG
  }

  /**
   * A real number. Values outside {@code [least, most]} are refused; a slider spans {@code
   * [sliderFrom, sliderTo]} only, and a typed value may lie outside the slider.
   *
   * @param unit what the number is measured in, such as "unit of cost"; empty if it has none
   * @param defaultValue_ within the range, which is not checked here
   * @param leastIncluded whether {@code least} itself is accepted
   */
  record Real(
      String key,
      String label,
      String summary,
      String unit,
      double defaultValue_,
      double least,
      boolean leastIncluded,
      double most,
      double sliderFrom,
      double sliderTo,
      Scale scale)
      implements ParameterSpec {

    private static final String SHARE = "share";

    /** A positive number on a logarithmic slider. */
    public static Real positive(
        String key,
        String label,
        String summary,
        String unit,
        double defaultValue,
        double sliderFrom,
        double sliderTo) {
      return new Real(
          key,
          label,
          summary,
          unit,
          defaultValue,
          0,
          false,
          Double.MAX_VALUE,
          sliderFrom,
          sliderTo,
          Scale.LOG);
    }

    /** A number of a closed interval on a linear slider over the whole of it. */
    public static Real between(
        String key, String label, String summary, double defaultValue, double least, double most) {
      return new Real(
          key, label, summary, "", defaultValue, least, true, most, least, most, Scale.LINEAR);
    }

    /** A share of a whole, from none up to {@code most}; files hold it as a part of 1. */
    public static Real share(
        String key, String label, String summary, double defaultValue, double most) {
      return new Real(
          key, label, summary, SHARE, defaultValue, 0, true, most, 0, most, Scale.LINEAR);
    }

    /** Whether people read and type it in percent. */
    public boolean isShare() {
      return unit.equals(SHARE);
    }

    @Override
    public Object defaultValue() {
      return defaultValue_;
    }

    @Override
    public String range() {
      String low = leastIncluded ? ">= " + plain(least) : "> " + plain(least);
      return most == Double.MAX_VALUE || most == Double.POSITIVE_INFINITY
          ? "a number " + low
          : "a number " + low + " and <= " + plain(most);
    }

    @Override
    public Object checked(Object value) {
      double x =
          switch (value) {
            case Number n -> n.doubleValue();
            case String s -> parse(s);
            default -> throw ParameterException.outOfRange(this, value);
          };
      if (!(leastIncluded ? x >= least : x > least) || !(x <= most)) {
        throw ParameterException.outOfRange(this, value);
      }
      return x;
    }

    private double parse(String text) {
      try {
        return "inf".equals(text) ? Double.POSITIVE_INFINITY : Double.parseDouble(text.strip());
      } catch (NumberFormatException e) {
        throw ParameterException.outOfRange(this, text);
      }
    }

    private static String plain(double x) {
      return x == Math.rint(x) && Math.abs(x) < 1e6 ? Long.toString((long) x) : Double.toString(x);
    }
  }

  /** A whole number; a slider spans {@code [sliderFrom, sliderTo]}. */
  record Whole(
      String key,
      String label,
      String summary,
      int defaultValue_,
      int least,
      int most,
      int sliderFrom,
      int sliderTo,
      Scale scale)
      implements ParameterSpec {

    @Override
    public Object defaultValue() {
      return defaultValue_;
    }

    @Override
    public String range() {
      return most == Integer.MAX_VALUE
          ? "a whole number >= " + least
          : "a whole number from " + least + " to " + most;
    }

    @Override
    public Object checked(Object value) {
      double x =
          switch (value) {
            case Number n -> n.doubleValue();
            case String s -> parse(s);
            default -> throw ParameterException.outOfRange(this, value);
          };
      if (x != Math.rint(x) || x < least || x > most) {
        throw ParameterException.outOfRange(this, value);
      }
      return (int) x;
    }

    private double parse(String text) {
      try {
        return Double.parseDouble(text.strip());
      } catch (NumberFormatException e) {
        throw ParameterException.outOfRange(this, text);
      }
    }
  }

  /** On or off. */
  record Flag(String key, String label, String summary, boolean defaultValue_)
      implements ParameterSpec {

    @Override
    public Object defaultValue() {
      return defaultValue_;
    }

    @Override
    public String range() {
      return "true or false";
    }

    @Override
    public Object checked(Object value) {
      return switch (value) {
        case Boolean b -> b;
        case String s when s.equalsIgnoreCase("true") -> true;
        case String s when s.equalsIgnoreCase("false") -> false;
        default -> throw ParameterException.outOfRange(this, value);
      };
    }
  }

  /** One of a few words. */
  record Choice(
      String key, String label, String summary, String defaultValue_, List<Option> options)
      implements ParameterSpec {

    /** A word in files and what a person reads for it. */
    public record Option(String value, String label) {}

    public Choice {
      options = List.copyOf(options);
    }

    @Override
    public Object defaultValue() {
      return defaultValue_;
    }

    @Override
    public String range() {
      return "one of " + String.join(", ", options.stream().map(Option::value).toList());
    }

    @Override
    public Object checked(Object value) {
      for (Option option : options) {
        if (option.value().equals(value)) {
          return option.value();
        }
      }
      throw ParameterException.outOfRange(this, value);
    }
  }
}
