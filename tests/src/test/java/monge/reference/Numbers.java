package monge.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A number, list or list of rows read from JSON, flattened; a null is allowed and marked.
 *
 * @param shape lengths from the outside in; empty for a single number
 */
record Numbers(List<Integer> shape, double[] values, boolean[] isNull) {

  /**
   * @throws Mismatch if it is ragged or holds something that is no number
   */
  static Numbers of(String name, JsonNode node) {
    List<Integer> shape = new ArrayList<>();
    for (JsonNode at = node; at.isArray(); at = at.get(0)) {
      shape.add(at.size());
      if (at.isEmpty()) {
        break;
      }
    }
    List<JsonNode> leaves = new ArrayList<>();
    collect(name, node, shape, 0, leaves);
    double[] values = new double[leaves.size()];
    boolean[] isNull = new boolean[leaves.size()];
    for (int k = 0; k < values.length; k++) {
      isNull[k] = leaves.get(k).isNull();
      values[k] = isNull[k] ? 0 : number(name, leaves.get(k));
    }
    return new Numbers(shape, values, isNull);
  }

  private static void collect(
      String name, JsonNode node, List<Integer> shape, int depth, List<JsonNode> leaves) {
    if (depth == shape.size()) {
      if (node.isArray()) {
        throw new Mismatch(name + ": lists nested to different depths");
      }
      leaves.add(node);
      return;
    }
    if (!node.isArray() || node.size() != shape.get(depth)) {
      throw new Mismatch(name + ": rows of different lengths");
    }
    for (JsonNode child : node) {
      collect(name, child, shape, depth + 1, leaves);
    }
  }

  static double number(String name, JsonNode node) {
    if (node.isNumber()) {
      return node.asDouble();
    }
    return switch (node.asText()) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> throw new Mismatch(name + ": " + node + " is not a number");
    };
  }

  /** A list without nulls. */
  static double[] vector(String name, JsonNode node) {
    Numbers numbers = of(name, node).withoutNulls(name);
    if (numbers.shape.size() != 1) {
      throw new Mismatch(name + ": expected a list of numbers");
    }
    return numbers.values;
  }

  /** A list of rows without nulls. */
  static double[][] matrix(String name, JsonNode node) {
    Numbers numbers = of(name, node).withoutNulls(name);
    if (numbers.shape.size() != 2) {
      throw new Mismatch(name + ": expected a list of rows");
    }
    int columns = numbers.shape.get(1);
    double[][] rows = new double[numbers.shape.get(0)][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(numbers.values, i * columns, (i + 1) * columns);
    }
    return rows;
  }

  private Numbers withoutNulls(String name) {
    for (boolean b : isNull) {
      if (b) {
        throw new Mismatch(name + ": null where a number is expected");
      }
    }
    return this;
  }

  /** {@code |found - expected| <= absolute + relative |expected|} for every entry. */
  static void requireClose(
      String name, JsonNode expected, JsonNode found, double absolute, double relative) {
    if (expected.isObject()) {
      expected
          .properties()
          .forEach(
              e ->
                  requireClose(
                      name + "[" + e.getKey() + "]",
                      e.getValue(),
                      member(name, found, e.getKey()),
                      absolute,
                      relative));
      return;
    }
    Numbers e = of(name, expected);
    Numbers f = of(name, found);
    if (!e.shape.equals(f.shape)) {
      throw new Mismatch("%s: shape %s, expected %s".formatted(name, f.shape, e.shape));
    }
    for (int k = 0; k < e.values.length; k++) {
      if (e.isNull[k]) {
        continue;
      }
      double x = e.values[k];
      double y = f.values[k];
      boolean close =
          !f.isNull[k]
              && (Double.isInfinite(x)
                  ? x == y
                  : Math.abs(y - x) <= absolute + relative * Math.abs(x));
      if (!close) {
        throw new Mismatch(
            "%s: entry %d is %s, expected %s within %.2g + %.2g·|expected|"
                .formatted(name, k, f.isNull[k] ? "null" : y, x, absolute, relative));
      }
    }
  }

  /** Keys such as bandwidths are compared as numbers. */
  private static JsonNode member(String name, JsonNode object, String key) {
    double wanted = Double.parseDouble(key);
    for (var entry : object.properties()) {
      if (Double.parseDouble(entry.getKey()) == wanted) {
        return entry.getValue();
      }
    }
    throw new Mismatch("%s: no entry for %s".formatted(name, key));
  }
}
