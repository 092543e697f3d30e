package monge.solver;

/**
 * One number a point that belongs to an answer, such as the perplexity of a row of the plan. Fields
 * of both sides that share a label are shown together. Immutable.
 */
public final class PointField {

  /** Whose points the values are of. */
  public enum Side {
    SOURCE,
    TARGET
  }

  private final String key;
  private final String label;
  private final String unit;
  private final Side side;
  private final double[] values;

  private PointField(String key, String label, String unit, Side side, double[] values) {
    this.key = key;
    this.label = label;
    this.unit = unit;
    this.side = side;
    this.values = values.clone();
  }

  /**
   * @param key the name in result files, such as {@code row_perplexity}
   * @param label what people read, such as "Perplexity"
   * @param unit what the numbers are measured in; empty if they have no unit
   * @param values one a source point; NaN where a point has no value
   */
  public static PointField ofSource(String key, String label, String unit, double[] values) {
    return new PointField(key, label, unit, Side.SOURCE, values);
  }

  /** The same, of target points. */
  public static PointField ofTarget(String key, String label, String unit, double[] values) {
    return new PointField(key, label, unit, Side.TARGET, values);
  }

  public String key() {
    return key;
  }

  public String label() {
    return label;
  }

  public String unit() {
    return unit;
  }

  public Side side() {
    return side;
  }

  /** The number of points. */
  public int size() {
    return values.length;
  }

  /** The value at a point; NaN where it has none. */
  public double value(int point) {
    return values[point];
  }

  /** The values, a copy. */
  public double[] values() {
    return values.clone();
  }
}
