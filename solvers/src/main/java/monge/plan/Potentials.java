package monge.plan;

/**
 * Dual (Kantorovich) potentials f (n) and g (m), in the unit of the cost; {@code (f + t, g - t)} is
 * the same answer. Entropic potentials of points of zero weight are {@code -inf}.
 */
public final class Potentials {

  private final double[] f;
  private final double[] g;

  public Potentials(double[] f, double[] g) {
    this.f = f.clone();
    this.g = g.clone();
  }

  /** f, a copy. */
  public double[] f() {
    return f.clone();
  }

  /** g, a copy. */
  public double[] g() {
    return g.clone();
  }
}
