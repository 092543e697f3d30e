package monge.solver;

/** How lists of solvers are grouped, in this order. */
public enum SolverFamily {
  EXACT("Exact"),
  ENTROPIC("Entropic"),
  PROXIMAL("Proximal"),
  ADAPTIVE("Adaptive and quadratic"),
  STRUCTURED("Structured"),
  UNBALANCED("Unbalanced and partial"),
  GROMOV("Gromov–Wasserstein"),
  INFORMATION("Information"),
  DIVERGENCE("Divergences and slices"),
  GAUSSIAN("Gaussian");

  private final String label;

  SolverFamily(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
