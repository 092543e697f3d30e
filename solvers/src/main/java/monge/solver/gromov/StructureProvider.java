package monge.solver.gromov;

import java.util.Map;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;
import monge.solver.Solution;
import monge.solver.SolverDescriptor;
import monge.solver.SolverProvider;
import monge.solver.Start;

/** What the providers of the family share: how problem files are read and results written. */
abstract class StructureProvider implements SolverProvider {

  private final SolverDescriptor descriptor;

  StructureProvider(SolverDescriptor descriptor) {
    this.descriptor = descriptor;
  }

  @Override
  public final SolverDescriptor descriptor() {
    return descriptor;
  }

  /** The clouds, with distances of their own where the description gives matrices or edges. */
  @Override
  public TransportProblem problem(ProblemDescription description) {
    return GromovFiles.problem(description);
  }

  /** {@code params.init}, a coupling. */
  @Override
  public Start start(ProblemDescription description, TransportProblem problem) {
    return InitialPlan.of(description, problem, true);
  }

  @Override
  public long memoryBytes(long n, long m) {
    return GromovFiles.memoryBytes(n, m);
  }

  @Override
  public final Map<String, Object> results(Solution solution, ProblemDescription description) {
    return GromovFiles.results(solution);
  }
}
