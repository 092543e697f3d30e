package monge.plan;

/**
 * Dual (Kantorovich) potentials f (n) and g (m), in the unit of the cost; {@code (f + t, g - t)} is
 * the same answer. Entropic potentials of points of zero weight are {@code -inf}.
 */
public final class Potentials {

  private final double[] f;
  private final double[] g;

  /** Copies f (n) and g (m); what is in them is not looked at. */
  public Potentials(double[] f, double[] g) {
    this.f = f.clone();
    this.g = g.clone();
  }

  /** f (n), a copy. */
  public double[] f() {
    return f.clone();
  }

  /** g (m), a copy. */
  public double[] g() {
    return g.clone();
  }

  /**
   * The same answer with the free constant chosen so that {@code <f,a> = <g,b>}, which keeps a
   * large common offset out of both sides of a dual value. Points of zero weight do not count.
   *
   * @param a weights of the rows (n), not all 0
   * @param b weights of the columns (m)
   * @throws IllegalArgumentException if their numbers differ from those of the potentials
   */
  public Potentials centred(double[] a, double[] b) {
    if (a.length != f.length || b.length != g.length) {
      throw new IllegalArgumentException(
          "potentials of %d and %d points for %d and %d weights: give one weight a point"
              .formatted(f.length, g.length, a.length, b.length));
    }
    double massA = 0;
    double massB = 0;
    double sumF = 0;
    double sumG = 0;
    for (int i = 0; i < f.length; i++) {
      if (a[i] > 0) {
        massA += a[i];
        sumF += a[i] * f[i];
      }
    }
    for (int j = 0; j < g.length; j++) {
      if (b[j] > 0) {
        massB += b[j];
        sumG += b[j] * g[j];
      }
    }
    double shift = (sumG - sumF) / (massA + massB);
    double[] shiftedF = f.clone();
    double[] shiftedG = g.clone();
    for (int i = 0; i < f.length; i++) {
      shiftedF[i] += shift;
    }
    for (int j = 0; j < g.length; j++) {
      shiftedG[j] -= shift;
    }
    return new Potentials(shiftedF, shiftedG);
  }
}
