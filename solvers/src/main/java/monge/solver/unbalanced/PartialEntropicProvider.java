package monge.solver.unbalanced;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterValues;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;
import monge.solver.Capability;
import monge.solver.CommonParameters;
import monge.solver.LinearProblems;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.SolverProvider;

/**
 * {@code partial-entropic}: {@code min <C,P> + eps sum P log P} over {@code P >= 0, P1 <= a, P'1 <=
 * b, sum P = mass}; solved by {@link PartialEntropic}.
 */
public final class PartialEntropicProvider implements SolverProvider {

  static final String ID = "partial-entropic";

  private static final List<ParameterSpec> PARAMETERS =
      List.of(
          CommonParameters.entropy(
              "How much the plan is blurred; the exact partial plan is the limit 0.", 10),
          PartialTransportProvider.MASS,
          AnnealedAscent.TOLERANCE,
          CommonParameters.maxIterations("The solve stops after so many iterations."));

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          ID,
          "Entropic partial",
          "log-domain scaling",
          SolverFamily.UNBALANCED,
          "A blurred plan that moves a given part of the mass. Take it where the answer must"
              + " be smooth in its data: the exact partial plan jumps. Not for a sharp plan: take"
              + " partial.",
          "min ⟨C,P⟩ + ε Σ P log P  over  P1 ≤ a, Pᵀ1 ≤ b, Σ P = mass, P ≥ 0",
          "Benamou, Carlier, Cuturi, Nenna and Peyré, Iterative Bregman projections for"
              + " regularized transportation problems, 2015, Proposition 5",
          "O(nm) time an iteration; O(nm) memory, O(n + m) beyond 16 million pairs",
          Set.of(
              Capability.UNBALANCED,
              Capability.SYMMETRIC,
              Capability.POTENTIALS,
              Capability.GAP,
              Capability.SNAPSHOTS),
          PARAMETERS);

  @Override
  public SolverDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Optional<String> refusal(TransportProblem problem) {
    return LinearProblems.refusalOfAnyMass(ID, problem);
  }

  /** The measures as given: their masses need not agree. */
  @Override
  public TransportProblem problem(ProblemDescription description) {
    return description.linearProblem();
  }

  @Override
  public Solver create(ParameterValues values) {
    return new PartialEntropic(
        values,
        values.real(CommonParameters.REG),
        values.real("mass"),
        values.real(CommonParameters.TOLERANCE),
        values.whole(CommonParameters.MAX_ITERATIONS));
  }

  @Override
  public long memoryBytes(long n, long m) {
    return SoftScaling.memoryBytes(n, m) + PartialEntropic.newtonBytes(n, m);
  }
}
