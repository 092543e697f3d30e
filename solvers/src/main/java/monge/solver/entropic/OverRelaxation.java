package monge.solver.entropic;

/**
 * The factor ω by which Sinkhorn's updates are lengthened (Thibault et al. 2021). Plain steps
 * converge by a factor s; with {@code ω = 2 / (1 + sqrt(1 - s))} the factor is {@code ω - 1}. s is
 * measured on plain steps first; a factor λ above {@code ω - 1} later on says that it was measured
 * too small, and {@code (λ + ω - 1)^2 = λ ω^2 s} what it is (Young 1954). A step that lowers the
 * dual is followed by a plain one.
 */
final class OverRelaxation {

  /** Iterations between two looks at the rate. */
  private static final int WINDOW = 8;

  private static final double LARGEST = 1.99;

  private final boolean adaptive;
  private double omega;
  private double previousDual = Double.NEGATIVE_INFINITY;
  private double errorBefore = Double.NaN;
  private int since;

  private OverRelaxation(boolean adaptive, double omega) {
    this.adaptive = adaptive;
    this.omega = omega;
  }

  static OverRelaxation fixed(double omega) {
    return new OverRelaxation(false, omega);
  }

  static OverRelaxation adaptive() {
    return new OverRelaxation(true, 1);
  }

  /** The factor of the next step, after one that left this error and this dual value. */
  double next(double error, double dual) {
    boolean fell = dual < previousDual - 1e-12 * Math.abs(dual);
    previousDual = dual;
    if (adaptive && ++since == WINDOW) {
      learn(Math.pow(error / errorBefore, 1.0 / WINDOW));
      errorBefore = error;
      since = 0;
    }
    return fell ? 1 : omega;
  }

  private void learn(double rate) {
    if (!(rate > 0)) {
      return; // The first window has nothing before it.
    }
    if (rate >= 1) {
      omega = omega > 1 ? 1 + 0.8 * (omega - 1) : omega;
      return;
    }
    if (rate > omega - 1) {
      double s = Math.pow(rate + omega - 1, 2) / (rate * omega * omega);
      omega = Math.clamp(2 / (1 + Math.sqrt(Math.max(0, 1 - s))), omega, LARGEST);
    }
  }
}
