package monge.parameter;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A checked value for every setting of a list of specifications. Immutable. */
public final class ParameterValues {

  private final List<ParameterSpec> specs;
  private final Map<String, Object> values;

  private ParameterValues(List<ParameterSpec> specs, Map<String, Object> values) {
    this.specs = specs;
    this.values = values;
  }

  /** Every setting at its default. */
  public static ParameterValues defaults(List<ParameterSpec> specs) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (ParameterSpec spec : specs) {
      values.put(spec.key(), spec.defaultValue());
    }
    return new ParameterValues(List.copyOf(specs), values);
  }

  /**
   * The same values but one, given in its own type, as a number or as text.
   *
   * @throws ParameterException if there is no such setting or the value is out of range
   */
  public ParameterValues with(String key, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(values);
    changed.put(key, spec(key).checked(value));
    return new ParameterValues(specs, changed);
  }

  /**
   * {@link #with} for several settings.
   *
   * @throws ParameterException as {@link #with}
   */
  public ParameterValues withAll(Map<String, ?> changes) {
    ParameterValues result = this;
    for (Map.Entry<String, ?> change : changes.entrySet()) {
      result = result.with(change.getKey(), change.getValue());
    }
    return result;
  }

  /** The same settings with another's values of the same keys, but those that are out of range. */
  public ParameterValues keeping(ParameterValues other) {
    ParameterValues result = this;
    for (Map.Entry<String, Object> entry : other.values.entrySet()) {
      if (has(entry.getKey())) {
        try {
          result = result.with(entry.getKey(), entry.getValue());
        } catch (ParameterException e) {
          // The default stands.
          continue;
        }
      }
    }
    return result;
  }

  /**
   * The value of a {@link ParameterSpec.Real}.
   *
   * @throws ParameterException if there is no such setting
   * @throws ClassCastException if it is of another kind
   */
  public double real(String key) {
    return (Double) value(key);
  }

  /** The value of a {@link ParameterSpec.Whole}; throws as {@link #real}. */
  public int whole(String key) {
    return (Integer) value(key);
  }

  /** The value of a {@link ParameterSpec.Flag}; throws as {@link #real}. */
  public boolean flag(String key) {
    return (Boolean) value(key);
  }

  /** The value of a {@link ParameterSpec.Choice}; throws as {@link #real}. */
  public String choice(String key) {
    return (String) value(key);
  }

  /**
   * The value in its own type: Double, Integer, Boolean or String.
   *
   * @throws ParameterException if there is no such setting
   */
  public Object value(String key) {
    Object v = values.get(key);
    if (v == null) {
      throw ParameterException.unknown(key, known());
    }
    return v;
  }

  public List<ParameterSpec> specs() {
    return specs;
  }

  /** Whether there is such a setting. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** All values by key, in the order of the specifications. */
  public Map<String, Object> asMap() {
    return Collections.unmodifiableMap(values);
  }

  private ParameterSpec spec(String key) {
    for (ParameterSpec spec : specs) {
      if (spec.key().equals(key)) {
        return spec;
      }
    }
    throw ParameterException.unknown(key, known());
  }

  private String known() {
    return specs.isEmpty() ? "none, there are no parameters" : String.join(", ", values.keySet());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ParameterValues that
        && specs.equals(that.specs)
        && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
