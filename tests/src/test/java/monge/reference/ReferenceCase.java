package monge.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import monge.reference.Rules.How;
import monge.reference.Rules.Rule;

/** A problem with its answer and the tolerances that answer is good for. */
final class ReferenceCase {

  static final ObjectMapper JSON = new ObjectMapper();

  /** Their objective is not the linear cost of the plan that is returned with it. */
  private static final Set<String> OTHER_OBJECTIVE =
      Set.of(
          "infoot",
          "fused-infoot",
          "fused-infoot-labels",
          "barycentric-projection",
          "color-transfer",
          "entropic-map",
          "fused-gromov",
          "weak-ot",
          "ipot");

  private final Path file;
  private final JsonNode node;
  private final double[][] cost;
  private final double scale;

  private ReferenceCase(Path file, JsonNode node) {
    this.file = file;
    this.node = node;
    this.cost = costOf(node);
    double largest = 0;
    for (double[] row : cost) {
      for (double c : row) {
        largest = Math.max(largest, Math.abs(c));
      }
    }
    this.scale = cost.length == 0 ? 1 : largest;
  }

  static ReferenceCase read(Path file) {
    try {
      return new ReferenceCase(file, JSON.readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file() {
    return file;
  }

  String id() {
    return node.get("id").asText();
  }

  String solver() {
    return node.get("solver").asText();
  }

  JsonNode expected() {
    return node.get("expect");
  }

  /** True if there is no plan that the case's parameters admit. */
  boolean isInfeasible() {
    return expected().path("infeasible").asBoolean(false);
  }

  /** A tolerance that the case gives. */
  double given(String tolerance) {
    return number(node.get("tolerance"), tolerance);
  }

  /**
   * Holds the values of a result against the reference.
   *
   * @throws Mismatch at the first that is missing or off
   */
  void judge(JsonNode values) {
    Map<String, Rule> rules = Rules.of(solver());
    for (Map.Entry<String, Rule> rule : rules.entrySet()) {
      String key = rule.getKey();
      if (expected().has(key) && !values.has(key) && rule.getValue().how() != How.IF_PRESENT) {
        throw new Mismatch("there is no value '%s'".formatted(key));
      }
    }
    judgePlan(rules, values);
    switch (solver()) {
      case "emd" -> judgeDuals(values);
      case "assignment" -> judgeMatching(values);
      case "sinkhorn" -> judgePotentials(values);
      case "rounding" -> judgeRounding(values);
      case "eotari-d", "qotari-d" -> AdaptiveRules.judgeTemperatures(this, values);
      case "gromov-semirelaxed" -> judgeSemirelaxed(values);
      case "partial" ->
          UnbalancedRules.judgePartial(
              values, weights("a"), weights("b"), cost, marginalTolerance());
      case "lowrank-sinkhorn" -> judgeLowRank(values);
      default -> {}
    }
    rules.forEach((key, rule) -> judge(key, rule, values));
  }

  private void judge(String key, Rule rule, JsonNode values) {
    if (!expected().has(key) || !values.has(key) || rule.how() == How.OWN_TEST) {
      return;
    }
    OptionalDouble absolute = tolerance(rule.absolute());
    OptionalDouble relative = tolerance(rule.relative());
    if (absolute.isEmpty() || relative.isEmpty()) {
      return;
    }
    if (rule.how() == How.PLAN && !planIsUnique()) {
      return;
    }
    Numbers.requireClose(
        key, expected().get(key), values.get(key), absolute.getAsDouble(), relative.getAsDouble());
  }

  /** A plan must be a plan, whatever the reference's is. */
  private void judgePlan(Map<String, Rule> rules, JsonNode values) {
    Optional<String> key =
        rules.entrySet().stream()
            .filter(rule -> rule.getValue().how() == How.PLAN)
            .map(Map.Entry::getKey)
            .filter(values::has)
            .findFirst();
    if (key.isEmpty()) {
      return;
    }
    double[][] plan = Numbers.matrix(key.get(), values.get(key.get()));
    double[] rows = new double[plan.length];
    double[] columns = new double[plan[0].length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        if (!(plan[i][j] >= -1e-12) || !Double.isFinite(plan[i][j])) {
          throw new Mismatch("%s: entry (%d,%d) is %s".formatted(key.get(), i, j, plan[i][j]));
        }
        rows[i] += plan[i][j];
        columns[j] += plan[i][j];
      }
    }
    if (node.has("a") && node.has("b")) {
      double allowed = marginalTolerance();
      requireWithin(key.get() + " row sums", weights("a"), rows, allowed);
      requireWithin(key.get() + " column sums", weights("b"), columns, allowed);
    }
    if (values.has("objective") && cost.length > 0 && !OTHER_OBJECTIVE.contains(solver())) {
      double own = 0;
      for (int i = 0; i < rows.length; i++) {
        for (int j = 0; j < columns.length; j++) {
          own += plan[i][j] == 0 ? 0 : plan[i][j] * cost[i][j];
        }
      }
      double stated = number(values, "objective");
      double allowed =
          Math.max(
              1e-9 * Math.max(Math.abs(own), 1e-2 * scale) + 1e-12 * scale,
              0.1 * tolerance("objective_rel").orElse(0) * Math.abs(own));
      if (!(Math.abs(stated - own) <= allowed)) {
        throw new Mismatch("objective: %s, but <C,P> of its plan is %s".formatted(stated, own));
      }
    }
  }

  private double marginalTolerance() {
    if (node.get("tolerance").hasNonNull("marginal_abs")) {
      double given = number(node.get("tolerance"), "marginal_abs");
      return solver().equals("emd") ? Math.max(given, 1e-12) : given;
    }
    JsonNode plan = node.get("tolerance").path("plan_abs");
    JsonNode exact = node.get("tolerance").path("plan_exact_inner_abs");
    double entry = plan.isNumber() ? plan.asDouble() : exact.isNumber() ? exact.asDouble() : 1e-9;
    return Math.max(1e-9, 10 * entry);
  }

  /** Any optimal pair will do: feasible, and of the value of the optimum. */
  private void judgeDuals(JsonNode values) {
    if (values.has("dual_u") && values.has("dual_v")) {
      double[] u = Numbers.vector("dual_u", values.get("dual_u"));
      double[] v = Numbers.vector("dual_v", values.get("dual_v"));
      double[] a = weights("a");
      double[] b = weights("b");
      if (u.length != a.length || v.length != b.length) {
        throw new Mismatch("dual_u, dual_v: wrong length");
      }
      double value = 0;
      for (int i = 0; i < u.length; i++) {
        value += a[i] * u[i];
        for (int j = 0; j < v.length; j++) {
          if (!(u[i] + v[j] - cost[i][j] <= 1e-8 * Math.max(scale, 1e-300))) {
            throw new Mismatch("dual_u[%d] + dual_v[%d] exceeds the cost".formatted(i, j));
          }
        }
      }
      for (int j = 0; j < v.length; j++) {
        value += b[j] * v[j];
      }
      double optimum = number(expected(), "objective");
      if (!(Math.abs(value - optimum) <= 1e-8 * scale)) {
        throw new Mismatch("the dual value is %s, the optimum %s".formatted(value, optimum));
      }
    }
    if (values.has("W2") && expected().has("W2")) {
      double w = number(values, "W2");
      double optimum = number(expected(), "objective");
      double allowed =
          2
              * (tolerance("objective_rel").orElse(0) * Math.abs(optimum)
                  + tolerance("objective_abs").orElse(0));
      if (!(w >= 0 && Math.abs(w * w - optimum) <= allowed)) {
        throw new Mismatch("W2: %s is not the root of %s".formatted(w, optimum));
      }
    }
  }

  private void judgeMatching(JsonNode values) {
    if (!values.has("rows") || !values.has("cols")) {
      return;
    }
    double[] rows = Numbers.vector("rows", values.get("rows"));
    double[] columns = Numbers.vector("cols", values.get("cols"));
    int pairs = Math.min(cost.length, cost[0].length);
    double sum = 0;
    if (rows.length != pairs
        || columns.length != pairs
        || Arrays.stream(rows).distinct().count() != pairs
        || Arrays.stream(columns).distinct().count() != pairs) {
      throw new Mismatch("rows, cols: not a matching of %d pairs".formatted(pairs));
    }
    for (int k = 0; k < pairs; k++) {
      sum += cost[(int) rows[k]][(int) columns[k]];
    }
    double optimum = number(expected(), "objective");
    if (!(Math.abs(sum - optimum) <= 1e-9 * Math.max(1, scale))) {
      throw new Mismatch("the matching costs %s, the best %s".formatted(sum, optimum));
    }
  }

  /** Potentials are compared after moving the constant that f and g share. */
  private void judgePotentials(JsonNode values) {
    if (!values.has("dual_f") || !values.has("dual_g")) {
      return;
    }
    double[] f = Numbers.vector("dual_f", values.get("dual_f"));
    double[] g = Numbers.vector("dual_g", values.get("dual_g"));
    double[] expectedF = Numbers.vector("dual_f", expected().get("dual_f"));
    double[] expectedG = Numbers.vector("dual_g", expected().get("dual_g"));
    double shift =
        (meanDifference(weights("a"), f, expectedF) - meanDifference(weights("b"), g, expectedG))
            / 2;
    double allowed = number(node.get("tolerance"), "dual_abs");
    requireShifted("dual_f", expectedF, f, shift, allowed);
    requireShifted("dual_g", expectedG, g, -shift, allowed);
  }

  /** {@code sum_i w_i (x_i - e_i)} over the points where the reference is finite. */
  private static double meanDifference(double[] w, double[] x, double[] e) {
    if (x.length != e.length) {
      throw new Mismatch("dual_f, dual_g: wrong length");
    }
    double sum = 0;
    for (int i = 0; i < e.length; i++) {
      sum += Double.isFinite(e[i]) ? w[i] * (x[i] - e[i]) : 0;
    }
    return sum;
  }

  private static void requireShifted(
      String name, double[] expected, double[] found, double shift, double allowed) {
    for (int i = 0; i < expected.length; i++) {
      if (Double.isFinite(expected[i]) && !(Math.abs(found[i] - shift - expected[i]) <= allowed)) {
        throw new Mismatch(
            "%s: entry %d is %s after a shift of %s, expected %s within %.2g"
                .formatted(name, i, found[i] - shift, shift, expected[i], allowed));
      }
    }
  }

  private void judgeRounding(JsonNode values) {
    if (!(number(values, "l1_change") <= number(expected(), "l1_bound") + 1e-12)) {
      throw new Mismatch("l1_change exceeds its bound");
    }
  }

  /** A local minimum no worse than the reference's, of a plan with the source's weights. */
  private void judgeSemirelaxed(JsonNode values) {
    double best = number(expected(), "objective");
    if (!(number(values, "objective") <= best + 0.01 * Math.abs(best))) {
      throw new Mismatch(
          "objective: %s, the reference has %s".formatted(values.get("objective"), best));
    }
    double[][] plan = Numbers.matrix("plan", values.get("plan"));
    double[] rows = Arrays.stream(plan).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
    requireWithin("plan row sums", weights("a"), rows, marginalTolerance());
  }

  /** Not convex: from the exact optimum to a little above the reference's value. */
  private void judgeLowRank(JsonNode values) {
    double found = number(values, "objective");
    double least = number(expected(), "objective_emd");
    double most = number(expected(), "objective") * (1 + tolerance("objective_rel").orElse(0.05));
    if (!(found >= least * (1 - 1e-9) && found <= most)) {
      throw new Mismatch("objective: %s is not from %s to %s".formatted(found, least, most));
    }
  }

  private boolean planIsUnique() {
    return switch (solver()) {
      case "emd" -> expected().path("plan_unique").asBoolean(false);
      case "ot-1d" ->
          number(node.get("params"), "p") > 1 && distinct("source") && distinct("target");
      default -> expected().path("plan_unique").asBoolean(true);
    };
  }

  private boolean distinct(String points) {
    double[][] rows = Numbers.matrix(points, node.get(points));
    return Arrays.stream(rows).map(Arrays::toString).distinct().count() == rows.length;
  }

  /** Empty if the case says that the value is not comparable. */
  private OptionalDouble tolerance(String named) {
    String name = named.contains("*") ? named.substring(0, named.indexOf('*')) : named;
    if (Character.isDigit(name.charAt(0))) {
      return OptionalDouble.of(Double.parseDouble(name));
    }
    JsonNode given = node.get("tolerance").path(name);
    if (given.isNull()) {
      return OptionalDouble.empty();
    }
    if (given.isMissingNode()) {
      // An objective without an absolute bound gets one from the size of the costs.
      JsonNode relative = node.get("tolerance").path("objective_rel");
      return OptionalDouble.of(
          switch (name) {
            case "objective_abs" -> 0.2 * relative.asDouble(1e-9) * scale;
            case "objective_rel" -> node.get("tolerance").has("objective_abs") ? 0 : 1e-8;
            default -> 0;
          });
    }
    double factor =
        switch (named.substring(name.length())) {
          case "" -> 1;
          case "*lam" -> 1 + Math.abs(node.path("params").path("lam").asDouble(0));
          case String times -> Double.parseDouble(times.substring(1));
        };
    return OptionalDouble.of(given.asDouble() * factor);
  }

  private double[] weights(String name) {
    return Numbers.vector(name, node.get(name));
  }

  private static double number(JsonNode object, String key) {
    return Numbers.number(key, object.get(key));
  }

  private static void requireWithin(
      String name, double[] expected, double[] found, double allowed) {
    if (expected.length != found.length) {
      throw new Mismatch("%s: %d, expected %d".formatted(name, found.length, expected.length));
    }
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(found[i] - expected[i]) <= allowed)) {
        throw new Mismatch(
            "%s: entry %d is %s, expected %s within %.1g"
                .formatted(name, i, found[i], expected[i], allowed));
      }
    }
  }

  /** The cost matrix, computed here from scratch; empty if the case has none. */
  private static double[][] costOf(JsonNode node) {
    if (node.has("cost_matrix")) {
      return Numbers.matrix("cost_matrix", node.get("cost_matrix"));
    }
    String solver = node.get("solver").asText();
    if (!node.has("source") || !node.has("target") || solver.equals("color-transfer")) {
      return new double[0][];
    }
    String name = node.path("cost").asText("");
    if (name.isEmpty()) {
      return new double[0][];
    }
    double power = solver.equals("ot-1d") ? number(node.get("params"), "p") : 0;
    double[][] x = Numbers.matrix("source", node.get("source"));
    double[][] y = Numbers.matrix("target", node.get("target"));
    double[][] c = new double[x.length][y.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < y.length; j++) {
        c[i][j] = power > 0 ? Math.pow(Math.abs(x[i][0] - y[j][0]), power) : cost(name, x[i], y[j]);
      }
    }
    return c;
  }

  private static double cost(String name, double[] x, double[] y) {
    double sum = 0;
    double squares = 0;
    double largest = 0;
    for (int k = 0; k < x.length; k++) {
      double d = Math.abs(x[k] - y[k]);
      sum += d;
      squares += d * d;
      largest = Math.max(largest, d);
    }
    return switch (name) {
      case "sqeuclidean" -> squares;
      case "euclidean" -> Math.sqrt(squares);
      case "cityblock" -> sum;
      case "chebyshev" -> largest;
      default -> throw new Mismatch("the case has the unknown cost " + name);
    };
  }
}
