package monge.parameter;

/**
 * A setting that a solver does not have, or a value outside its range; the message is for people.
 */
public final class ParameterException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String key;

  private ParameterException(String key, String message) {
    super(message);
    this.key = key;
  }

  /** The key of the setting at fault. */
  public String key() {
    return key;
  }

  static ParameterException outOfRange(ParameterSpec spec, Object value) {
    return new ParameterException(
        spec.key(),
        "parameter %s: found %s, expected %s".formatted(spec.key(), value, spec.range()));
  }

  static ParameterException unknown(String key, String known) {
    return new ParameterException(
        key, "unknown parameter '%s': expected one of %s".formatted(key, known));
  }
}
