package monge.derivative;

/**
 * Derivatives of a number L(P) in what the entropic plan P was made from. Those in the weights are
 * meant along changes of equal mass on both sides; they have mean 0. Immutable but for the arrays
 * it hands over.
 */
public final class PlanGradient {

  private final double[][] cost;
  private final double[] source;
  private final double[] target;
  private final double eps;

  PlanGradient(double[][] cost, double[] source, double[] target, double eps) {
    this.cost = cost;
    this.source = centred(source);
    this.target = centred(target);
    this.eps = eps;
  }

  /** {@code dL/dC} (n×m), not a copy. An explicit dependence of L on C comes on top. */
  public double[][] cost() {
    return cost;
  }

  /** {@code dL/da} (n), a copy. */
  public double[] sourceWeights() {
    return source.clone();
  }

  /** {@code dL/db} (m), a copy. */
  public double[] targetWeights() {
    return target.clone();
  }

  /** {@code dL/deps} at fixed costs. */
  public double eps() {
    return eps;
  }

  /** The entries without the plain mean of the finite ones. */
  static double[] centred(double[] values) {
    double sum = 0;
    int count = 0;
    for (double v : values) {
      if (Double.isFinite(v)) {
        sum += v;
        count++;
      }
    }
    double[] centred = values.clone();
    for (int i = 0; i < centred.length; i++) {
      centred[i] -= count == 0 ? 0 : sum / count;
    }
    return centred;
  }
}
