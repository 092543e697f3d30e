package monge.solver;

import java.util.List;
import java.util.Set;
import monge.parameter.ParameterSpec;

/**
 * What people and programs read about a solver.
 *
 * @param id the name in files and on the command line
 * @param name a short name for a column header, such as "Exact"
 * @param method how it works in two or three words, such as "network simplex"
 * @param summary what it computes, in one sentence; then when to take it and when not
 * @param formula the optimisation problem, plain text; what its symbols mean on further lines
 * @param source paper, with equation or section where known
 * @param complexity time and memory, in n and m points and dimension d
 */
public record SolverDescriptor(
    String id,
    String name,
    String method,
    SolverFamily family,
    String summary,
    String formula,
    String source,
    String complexity,
    Set<Capability> capabilities,
    List<ParameterSpec> parameters) {

  public SolverDescriptor {
    capabilities = Set.copyOf(capabilities);
    parameters = List.copyOf(parameters);
  }

  /** Whether answers of this solver have the capability. */
  public boolean can(Capability capability) {
    return capabilities.contains(capability);
  }
}
