package monge.solver;

/** How lists of solvers are grouped, in this order. */
public enum SolverFamily {
  EXACT("Exact"),
  ENTROPIC("Entropic"),
  PROXIMAL("Proximal"),
  INFORMATION("Information"),
  GAUSSIAN("Gaussian");

  private final String label;

  SolverFamily(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
