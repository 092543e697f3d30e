package monge.solver;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The values of an answer under separate names: {@code objective} is always {@code <C,P>} (or what
 * the problem's own cost is); others are the solver's own, such as {@code objective_entropic}.
 *
 * @param terms by name, {@code objective} among them
 * @param dual the dual value, where there is one
 * @param gap primal of the plan rounded to feasibility minus dual, where there is a dual
 */
public record Objective(Map<String, Double> terms, OptionalDouble dual, OptionalDouble gap) {

  /**
   * @throws IllegalArgumentException if there is no term {@code objective}
   */
  public Objective {
    if (!terms.containsKey("objective")) {
      throw new IllegalArgumentException("terms must hold 'objective', found " + terms.keySet());
    }
    terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
  }

  /** The objective alone. */
  public static Objective of(double value) {
    return new Objective(
        Map.of("objective", value), OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** The same values and one more, or another under that name. */
  public Objective with(String name, double value) {
    Map<String, Double> more = new LinkedHashMap<>(terms);
    more.put(name, value);
    return new Objective(more, dual, gap);
  }

  /** The same values with those of the dual. */
  public Objective withDual(double dualValue, double dualityGap) {
    return new Objective(terms, OptionalDouble.of(dualValue), OptionalDouble.of(dualityGap));
  }

  /** The term {@code objective}: {@code <C,P>}, or what the problem's own cost is. */
  public double value() {
    return term("objective");
  }

  /**
   * The value of that name.
   *
   * @throws IllegalArgumentException if there is none; the message lists what there is
   */
  public double term(String name) {
    Double v = terms.get(name);
    if (v == null) {
      throw new IllegalArgumentException(
          "no objective term '%s': there are %s".formatted(name, terms.keySet()));
    }
    return v;
  }
}
