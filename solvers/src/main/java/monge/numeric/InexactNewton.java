package monge.numeric;

import java.util.function.BooleanSupplier;

/**
 * Newton's method on a {@link SemiDual}, each step found by conjugate gradients, preconditioned
 * with the column sums, only as exactly as the step deserves (Dembo, Eisenstat and Steihaug 1982).
 * The Hessian is a diagonal minus a smoothing: conjugate gradients need few steps where Sinkhorn's
 * iteration, the same system solved by Jacobi's method, needs many. Used by one thread.
 */
public final class InexactNewton {

  /** Exponents that move by more than this are beyond what the quadratic model can say. */
  private static final double LONGEST = 20;

  private final SemiDual dual;
  private final double[] b;
  private final BooleanSupplier stop;
  private final Kernels kernels;
  private final double mass;
  private final double[] residual;
  private final double[] step;
  private final double[] search;
  private final double[] image;
  private final double[] trial;
  private double error = Double.NaN;
  private int products;

  /**
   * @param b positive column sums to reach (m)
   * @param stop asked on the calling thread
   */
  public InexactNewton(SemiDual dual, double[] b, BooleanSupplier stop) {
    this.dual = dual;
    this.b = b.clone();
    this.stop = stop;
    int m = b.length;
    kernels = Kernels.forEntries(m);
    mass = kernels.sum(b, m);
    residual = new double[m];
    step = new double[m];
    search = new double[m];
    image = new double[m];
    trial = new double[m];
  }

  /** Evaluates at psi, where the next step begins; false if stopped. */
  public boolean evaluate(double[] psi) {
    boolean done = dual.evaluate(psi, stop);
    error = done ? Sweep.distance(dual.columnSums(), b) : Double.NaN;
    return done;
  }

  /** {@code |P'1 - b|_1} at the point last evaluated; the rows are exact. */
  public double error() {
    return error;
  }

  /** Products with the Hessian so far. */
  public int products() {
    return products;
  }

  /**
   * One step from the point last evaluated, shortened until the dual rises or the error falls.
   *
   * @param limit the error that is to be reached in the end: no step is found more exactly
   * @param most products with the Hessian at most
   * @return false if stopped or if no step length helps; psi is then unchanged
   */
  public boolean step(double[] psi, double limit, int most) {
    double share = Math.clamp(error / mass, 1e-3, 0.1);
    if (!direction(Math.max(share * error, 0.3 * limit), most)) {
      return false;
    }
    double longest = 0;
    for (double d : step) {
      longest = Math.max(longest, Math.abs(d));
    }
    double before = dual.value();
    double errorBefore = error;
    double noise = 1e-13 * (Math.abs(before) + 1);
    double t = Math.min(1, LONGEST / Math.max(longest, 1e-300));
    for (int halvings = 0; halvings < 12; halvings++) {
      for (int j = 0; j < psi.length; j++) {
        trial[j] = psi[j] + t * step[j];
      }
      if (!evaluate(trial)) {
        return false;
      }
      double rise = dual.value() - before;
      if (rise > noise || (rise >= -noise && error < errorBefore)) {
        System.arraycopy(trial, 0, psi, 0, psi.length);
        return true;
      }
      t /= halvings == 0 ? 2 : 4;
    }
    evaluate(psi);
    return false;
  }

  /** Solves {@code (diag(c) - K) step = b - c} until the residual's l1 norm is below a limit. */
  private boolean direction(double limit, int most) {
    double[] c = dual.columnSums();
    int m = b.length;
    double rho = 0;
    for (int j = 0; j < m; j++) {
      if (!(c[j] > 0)) {
        return false;
      }
      residual[j] = b[j] - c[j];
      step[j] = 0;
      search[j] = residual[j] / c[j];
      rho += residual[j] * search[j];
    }
    for (int k = 0; k < most && rho > 0; k++) {
      if (!dual.smooth(search, image, stop)) {
        return false;
      }
      products++;
      double curvature = 0;
      for (int j = 0; j < m; j++) {
        image[j] = c[j] * search[j] - image[j];
        curvature += search[j] * image[j];
      }
      if (!(curvature > 1e-15 * rho)) {
        break; // Rounding: the parts of the plan hang together by next to nothing.
      }
      double alpha = rho / curvature;
      double left = 0;
      double next = 0;
      for (int j = 0; j < m; j++) {
        step[j] += alpha * search[j];
        residual[j] -= alpha * image[j];
        left += Math.abs(residual[j]);
        next += residual[j] * residual[j] / c[j];
      }
      if (left <= limit) {
        break;
      }
      double beta = next / rho;
      for (int j = 0; j < m; j++) {
        search[j] = residual[j] / c[j] + beta * search[j];
      }
      rho = next;
    }
    return true;
  }
}
