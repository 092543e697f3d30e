package monge.solver.divergence;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import monge.cost.CostFunction;
import monge.cost.Geometry;
import monge.cost.PointCloudGeometry;
import monge.measure.DiscreteMeasure;
import monge.numeric.Kernels;
import monge.numeric.RowSlices;

/**
 * The squared kernel distance {@code MMD² = a'K_XX a + b'K_YY b - 2 a'K_XY b} (Gretton and others
 * 2012, equation 5 with weights) through its witness {@code w(z) = sum_i a_i k(z,x_i) - sum_j b_j
 * k(z,y_j)}: {@code MMD² = sum_i a_i w(x_i) - sum_j b_j w(y_j)}. O((n + m)²) time, O(n + m) memory;
 * runs on all processors.
 */
final class KernelDistance {

  /** Entries between two looks at the stop signal. */
  private static final long SLICE = 1 << 18;

  /** A positive definite kernel, for {@link #ENERGY} conditionally so. */
  enum Kernel {
    /** {@code -|x - y|}: MMD² is the squared energy distance. */
    ENERGY(new CostFunction.Euclidean()),
    /** {@code exp(-|x - y|² / (2 sigma²))}. */
    GAUSSIAN(new CostFunction.SquaredEuclidean()),
    /** {@code exp(-|x - y| / sigma)}. */
    LAPLACIAN(new CostFunction.Euclidean());

    private final CostFunction distance;

    Kernel(CostFunction distance) {
      this.distance = distance;
    }
  }

  /** The witness at the points of both sides, one value a point, and what follows from it. */
  @SuppressWarnings("ArrayRecordComponent") // Internal: the arrays are handed over, not shared.
  record Witness(double squared, double[] source, double[] target) {}

  private final DiscreteMeasure source;
  private final DiscreteMeasure target;
  private final Kernels kernels;

  KernelDistance(DiscreteMeasure source, DiscreteMeasure target) {
    this.source = source;
    this.target = target;
    kernels = Kernels.forEntries((long) source.size() * target.size());
  }

  /** {@code 2E|x-y| - E|x-x'| - E|y-y'|}. */
  double energy() {
    return witness(Kernel.ENERGY, 1, () -> false).squared();
  }

  /**
   * @param sigma the width, ignored by {@link Kernel#ENERGY}
   * @param stop when true the witness of the points not yet visited is left 0
   */
  Witness witness(Kernel kernel, double sigma, BooleanSupplier stop) {
    double[] atSource = new double[source.size()];
    double[] atTarget = new double[target.size()];
    add(kernel, sigma, source, source, 1, atSource, stop);
    add(kernel, sigma, source, target, -1, atSource, stop);
    add(kernel, sigma, target, source, 1, atTarget, stop);
    add(kernel, sigma, target, target, -1, atTarget, stop);
    double squared = 0;
    for (int i = 0; i < atSource.length; i++) {
      squared += source.weight(i) * atSource[i];
    }
    for (int j = 0; j < atTarget.length; j++) {
      squared -= target.weight(j) * atTarget[j];
    }
    return new Witness(squared, atSource, atTarget);
  }

  /** {@code out_i += sign sum_k w_k k(z_i, x_k)}. */
  private void add(
      Kernel kernel,
      double sigma,
      DiscreteMeasure at,
      DiscreteMeasure of,
      double sign,
      double[] out,
      BooleanSupplier stop) {
    Geometry distances = new PointCloudGeometry(at, of, kernel.distance);
    double[] weights = of.weights();
    double scale =
        switch (kernel) {
          case ENERGY -> 0;
          case GAUSSIAN -> 1 / (2 * sigma * sigma);
          case LAPLACIAN -> 1 / sigma;
        };
    double[] zeros = new double[of.size()];
    RowSlices.each(
        at.size(),
        of.size(),
        SLICE,
        stop,
        (from, to) -> {
          double[] row = new double[of.size()];
          for (int i = from; i < to; i++) {
            distances.row(i, row);
            if (kernel == Kernel.ENERGY) {
              out[i] -= sign * kernels.dot(weights, row, row.length);
            } else {
              kernels.scaledKernelRow(0, zeros, scale, row, row, row.length);
              out[i] += sign * kernels.dot(weights, row, row.length);
            }
          }
        });
  }

  /** The distance of the first {@code most} points of positive weight of each side. */
  KernelDistance ofFirst(int most) {
    return new KernelDistance(first(source, most), first(target, most));
  }

  private static DiscreteMeasure first(DiscreteMeasure measure, int most) {
    int[] indices = new int[Math.min(most, measure.size())];
    int count = 0;
    for (int i = 0; i < measure.size() && count < indices.length; i++) {
      if (measure.weight(i) > 0) {
        indices[count++] = i;
      }
    }
    return measure.restrictedTo(Arrays.copyOf(indices, count)).normalised();
  }
}
