package monge.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monge.cost.DenseGeometry;
import monge.cost.GroundCost;
import monge.measure.DiscreteMeasure;

/**
 * What a problem file says, before a solver makes a problem of it: points, weights, a cost and free
 * {@code params}. Values of {@code params} are Double, Boolean, String, {@code double[]}, {@code
 * double[][]}, a list of such, or a map of such. Nothing is checked until a measure, a problem or a
 * value is asked for; arrays are handed over, not copied.
 */
public final class ProblemDescription {

  private final String id;
  private final Optional<String> solver;
  private final Optional<double[][]> source;
  private final Optional<double[][]> target;
  private final Optional<double[]> a;
  private final Optional<double[]> b;
  private final Optional<String> cost;
  private final Optional<double[][]> costMatrix;
  private final Map<String, Object> params;

  private ProblemDescription(Builder from) {
    id = from.id;
    solver = from.solver;
    source = from.source;
    target = from.target;
    a = from.a;
    b = from.b;
    cost = from.cost;
    costMatrix = from.costMatrix;
    params = Collections.unmodifiableMap(new LinkedHashMap<>(from.params));
  }

  /** Begins a description; messages about it name {@code id}. */
  public static Builder named(String id) {
    return new Builder(id);
  }

  public String id() {
    return id;
  }

  /** The id of the solver or evaluation that the file asks for. */
  public Optional<String> solver() {
    return solver;
  }

  /** Source points (n×d), one a row. */
  public Optional<double[][]> source() {
    return source;
  }

  /** Target points (m×d), one a row. */
  public Optional<double[][]> target() {
    return target;
  }

  /** a (n), as given. */
  public Optional<double[]> sourceWeights() {
    return a;
  }

  /** b (m), as given. */
  public Optional<double[]> targetWeights() {
    return b;
  }

  /** The name of a {@link GroundCost}. */
  public Optional<String> cost() {
    return cost;
  }

  /** C (n×m); wins over {@link #cost}. */
  public Optional<double[][]> costMatrix() {
    return costMatrix;
  }

  /** Settings and further data by key, not to be changed. */
  public Map<String, Object> params() {
    return params;
  }

  /**
   * Source measure; weights default to uniform. Not normalised. {@code params.labels}, one whole
   * number a point, become its class labels; {@code params.source_labels} likewise, for solvers
   * that have a setting named {@code labels}.
   *
   * @throws IllegalArgumentException if there are no points, weights or cost matrix, if {@link
   *     DiscreteMeasure#of} refuses them, or if there is not one whole label a point
   */
  public DiscreteMeasure sourceMeasure() {
    DiscreteMeasure measure = measure("source", source, a, costMatrix.map(c -> c.length));
    Object given =
        params.get("labels") instanceof double[] list ? list : params.get("source_labels");
    return given instanceof double[] labels ? measure.withLabels(whole(labels)) : measure;
  }

  private int[] whole(double[] labels) {
    int[] whole = new int[labels.length];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = (int) labels[i];
      if (whole[i] != labels[i]) {
        throw new IllegalArgumentException(
            "label %d in '%s' is %s: labels must be whole numbers".formatted(i, id, labels[i]));
      }
    }
    return whole;
  }

  /**
   * Target measure; weights default to uniform. Not normalised. {@code params.target_labels}, one
   * whole number a point, become its class labels.
   *
   * @throws IllegalArgumentException as {@link #sourceMeasure}
   */
  public DiscreteMeasure targetMeasure() {
    DiscreteMeasure measure = measure("target", target, b, costMatrix.map(c -> c[0].length));
    return params.get("target_labels") instanceof double[] labels
        ? measure.withLabels(whole(labels))
        : measure;
  }

  /**
   * The linear problem described, measures as given (not normalised). The cost matrix wins over the
   * cost function; without either the cost is sqeuclidean.
   *
   * @throws IllegalArgumentException as {@link #sourceMeasure}, or if the cost is unknown or of
   *     another shape
   */
  public LinearProblem linearProblem() {
    DiscreteMeasure from = sourceMeasure();
    DiscreteMeasure to = targetMeasure();
    return costMatrix
        .map(c -> LinearProblem.of(from, to, DenseGeometry.of(c)))
        .orElseGet(
            () -> LinearProblem.between(from, to, GroundCost.named(cost.orElse("sqeuclidean"))));
  }

  /**
   * The linear problem described, with both measures divided by their masses unless already 1.
   *
   * @throws IllegalArgumentException as {@link #linearProblem}
   */
  public LinearProblem balancedProblem() {
    LinearProblem p = linearProblem();
    DiscreteMeasure from = unit(p.source());
    DiscreteMeasure to = unit(p.target());
    if (from == p.source() && to == p.target()) {
      return p;
    }
    return costMatrix
        .map(c -> LinearProblem.of(from, to, p.requireGeometry()))
        .orElseGet(
            () -> LinearProblem.between(from, to, GroundCost.named(cost.orElse("sqeuclidean"))));
  }

  /**
   * A number in {@code params}, or the default.
   *
   * @throws IllegalArgumentException if the key holds something else
   */
  public double real(String key, double otherwise) {
    return switch (params.get(key)) {
      case null -> otherwise;
      case Double d -> d;
      case Object o -> throw wrongKind(key, "a number", o);
    };
  }

  /**
   * A vector in {@code params}; absent if the key is missing.
   *
   * @throws IllegalArgumentException if the key holds something else
   */
  public Optional<double[]> vector(String key) {
    return switch (params.get(key)) {
      case null -> Optional.empty();
      case double[] v -> Optional.of(v);
      case Object o -> throw wrongKind(key, "a list of numbers", o);
    };
  }

  /**
   * A matrix in {@code params}, one row an array; absent if the key is missing.
   *
   * @throws IllegalArgumentException if the key holds something else
   */
  public Optional<double[][]> matrix(String key) {
    return switch (params.get(key)) {
      case null -> Optional.empty();
      case double[][] v -> Optional.of(v);
      case Object o -> throw wrongKind(key, "a list of rows of numbers", o);
    };
  }

  /**
   * A vector that {@code params} must hold.
   *
   * @param cure what to give, said where it is missing
   * @throws IllegalArgumentException if it is missing or the key holds something else
   */
  public double[] requireVector(String key, String cure) {
    return vector(key).orElseThrow(() -> missing(key, cure));
  }

  /**
   * A matrix that {@code params} must hold.
   *
   * @param cure what to give, said where it is missing
   * @throws IllegalArgumentException if it is missing or the key holds something else
   */
  public double[][] requireMatrix(String key, String cure) {
    return matrix(key).orElseThrow(() -> missing(key, cure));
  }

  private IllegalArgumentException missing(String key, String cure) {
    return new IllegalArgumentException("'%s' has no params.%s: %s".formatted(id, key, cure));
  }

  private IllegalArgumentException wrongKind(String key, String expected, Object found) {
    String kind =
        switch (found) {
          case String s -> "the text '" + s + "'";
          case double[] _ -> "a list of numbers";
          case double[][] _ -> "a list of rows";
          case List<?> _ -> "a list";
          case Map<?, ?> _ -> "an object";
          default -> String.valueOf(found);
        };
    return new IllegalArgumentException(
        "params.%s in '%s': found %s, expected %s".formatted(key, id, kind, expected));
  }

  private static DiscreteMeasure unit(DiscreteMeasure measure) {
    // A sum that is 1 to rounding is left alone, so that files given in full precision stay exact.
    return Math.abs(measure.mass() - 1) <= 1e-12 ? measure : measure.normalised();
  }

  private DiscreteMeasure measure(
      String side,
      Optional<double[][]> points,
      Optional<double[]> weights,
      Optional<Integer> sizeOfMatrix) {
    if (points.isPresent()) {
      double[][] rows = points.get();
      return DiscreteMeasure.of(
          rows, weights.orElseGet(() -> DiscreteMeasure.uniformWeights(rows.length)));
    }
    if (weights.isPresent()) {
      return DiscreteMeasure.ofWeights(weights.get());
    }
    return DiscreteMeasure.ofWeights(
        DiscreteMeasure.uniformWeights(
            sizeOfMatrix.orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'%s' has no %s points, weights or cost matrix: give one of them"
                            .formatted(id, side)))));
  }

  /** Collects the parts of a description. */
  public static final class Builder {
    private final String id;
    private Optional<String> solver = Optional.empty();
    private Optional<double[][]> source = Optional.empty();
    private Optional<double[][]> target = Optional.empty();
    private Optional<double[]> a = Optional.empty();
    private Optional<double[]> b = Optional.empty();
    private Optional<String> cost = Optional.empty();
    private Optional<double[][]> costMatrix = Optional.empty();
    private final Map<String, Object> params = new LinkedHashMap<>();

    private Builder(String id) {
      this.id = id;
    }

    public Builder solver(String name) {
      solver = Optional.of(name);
      return this;
    }

    public Builder source(double[][] points) {
      source = Optional.of(points);
      return this;
    }

    public Builder target(double[][] points) {
      target = Optional.of(points);
      return this;
    }

    public Builder sourceWeights(double[] weights) {
      a = Optional.of(weights);
      return this;
    }

    public Builder targetWeights(double[] weights) {
      b = Optional.of(weights);
      return this;
    }

    /** The name of a ground cost, as {@link GroundCost#named} knows it. */
    public Builder cost(String name) {
      cost = Optional.of(name);
      return this;
    }

    /** C (n×m), in place of {@link #cost}. */
    public Builder costMatrix(double[][] matrix) {
      costMatrix = Optional.of(matrix);
      return this;
    }

    /** Sets a setting or further data; of the kinds that {@link ProblemDescription} names. */
    public Builder param(String key, Object value) {
      params.put(key, value);
      return this;
    }

    public ProblemDescription build() {
      return new ProblemDescription(this);
    }
  }
}
