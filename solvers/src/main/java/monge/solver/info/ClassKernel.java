package monge.solver.info;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import monge.measure.DiscreteMeasure;
import monge.numeric.GaussianKernel;
import monge.numeric.Matrix;
import monge.parameter.ParameterSpec;

/**
 * The kernel matrix of the source cloud, with or without its class labels.
 *
 * @param spread s of the width {@code h s}
 */
record ClassKernel(double[][] matrix, double spread) {

  /** How labels enter. */
  enum Mode {
    /** Not at all. */
    IGNORE("ignore", "Ignore"),
    /**
     * Points of different classes are {@link #DISTANCE} farther apart, and s is taken from these
     * distances, as InfoOT's published code does: nearly an indicator of "same class".
     */
    OFFICIAL("official", "Distance between classes"),
    /** {@code K = 0} across classes, s from the plain distances: a density within each class. */
    SEPARATE("separate", "Density within classes");

    private final String key;
    private final String label;

    Mode(String key, String label) {
      this.key = key;
      this.label = label;
    }

    static Mode of(String key) {
      for (Mode mode : values()) {
        if (mode.key.equals(key)) {
          return mode;
        }
      }
      throw new IllegalArgumentException("no such use of labels: " + key);
    }

    static ParameterSpec parameter() {
      return new ParameterSpec.Choice(
          FusedInfoOt.LABELS,
          "Source labels",
          "How class labels of the source points enter its kernel.",
          IGNORE.key,
          List.of(
              new ParameterSpec.Choice.Option(IGNORE.key, IGNORE.label),
              new ParameterSpec.Choice.Option(OFFICIAL.key, OFFICIAL.label),
              new ParameterSpec.Choice.Option(SEPARATE.key, SEPARATE.label)));
    }
  }

  /** What the published code adds between classes, in the unit of the coordinates. */
  static final double DISTANCE = 5000;

  static ClassKernel of(DiscreteMeasure source, double h, Mode mode, double distance) {
    return of(source, h, mode, distance, () -> false);
  }

  /**
   * The same.
   *
   * @throws CancellationException if stopped
   */
  static ClassKernel of(
      DiscreteMeasure source, double h, Mode mode, double distance, BooleanSupplier stop) {
    if (mode == Mode.IGNORE) {
      return new ClassKernel(Preparation.kernel(source, h, stop), GaussianKernel.spread(source));
    }
    int[] labels =
        source
            .labels()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "labels = %s, but the source points have no class labels: give labels, or "
                                .formatted(mode.key)
                            + "take labels = ignore"));
    return mode == Mode.SEPARATE
        ? separate(source, h, labels, stop)
        : official(source, h, labels, distance, stop);
  }

  private static ClassKernel separate(
      DiscreteMeasure source, double h, int[] labels, BooleanSupplier stop) {
    double[][] kernel = Preparation.kernel(source, h, stop);
    Matrix.fill(
        kernel,
        labels.length,
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int k = 0; k < labels.length; k++) {
              if (labels[i] != labels[k]) {
                kernel[i][k] = 0;
              }
            }
          }
        });
    return new ClassKernel(kernel, GaussianKernel.spread(source));
  }

  private static ClassKernel official(
      DiscreteMeasure source, double h, int[] labels, double distance, BooleanSupplier stop) {
    int n = source.size();
    double[][] matrix = Matrix.zeros(n, n, stop);
    double[] sums = new double[n];
    Matrix.fill(
        matrix,
        n,
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            sums[i] = squaredDistances(source, labels, distance, i, matrix[i]);
          }
        });
    double mean = 0;
    for (double sum : sums) {
      mean += sum / ((double) n * n);
    }
    double spread = Math.sqrt(mean / 2);
    GaussianKernel kernel = new GaussianKernel(h * spread);
    Matrix.fill(
        matrix,
        n,
        stop,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int k = 0; k < n; k++) {
              matrix[i][k] = kernel.at(matrix[i][k]);
            }
          }
        });
    return new ClassKernel(matrix, spread);
  }

  /** Those of point i to all, which are written into {@code row}; their sum. */
  private static double squaredDistances(
      DiscreteMeasure source, int[] labels, double distance, int i, double[] row) {
    double total = 0;
    for (int k = 0; k < row.length; k++) {
      double sum = 0;
      for (int c = 0; c < source.dimension(); c++) {
        double d = source.coordinate(i, c) - source.coordinate(k, c);
        sum += d * d;
      }
      if (labels[i] != labels[k]) {
        double far = Math.sqrt(sum) + distance;
        sum = far * far;
      }
      row[k] = sum;
      total += sum;
    }
    return total;
  }
}
