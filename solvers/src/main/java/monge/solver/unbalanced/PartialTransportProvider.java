package monge.solver.unbalanced;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterSpec.Real;
import monge.parameter.ParameterSpec.Scale;
import monge.parameter.ParameterValues;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;
import monge.solver.Capability;
import monge.solver.LinearProblems;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.SolverProvider;

/**
 * {@code partial}: {@code min <C,P>} over {@code P >= 0, P1 <= a, P'1 <= b, sum P = mass}; solved
 * by {@link PartialTransport}.
 */
public final class PartialTransportProvider implements SolverProvider {

  static final String ID = "partial";

  /** The mass to move, shared with the entropic version. */
  static final Real MASS =
      new Real(
          "mass",
          "Mass to move",
          "How much is moved; the rest stays where it is, at no cost. At most the smaller of the"
              + " two masses.",
          "unit of mass",
          0.5,
          0,
          false,
          Double.MAX_VALUE,
          0.01,
          1,
          Scale.LINEAR);

  private static final List<ParameterSpec> PARAMETERS = List.of(MASS);

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          ID,
          "Partial",
          "network simplex, dummy point",
          SolverFamily.UNBALANCED,
          "The cheapest way to move a given part of the mass, exactly. Take it when you know"
              + " how much must match, as with outliers of known number. Not when you know what a"
              + " missing unit costs: take unbalanced-noreg.",
          "min ⟨C,P⟩  over  P1 ≤ a, Pᵀ1 ≤ b, Σ P = mass, P ≥ 0",
          "Chapel, Alaya and Gasso, Partial optimal transport with applications on"
              + " positive-unlabeled learning, 2020 (the dummy point); Caffarelli and McCann, Free"
              + " boundaries in optimal transport and Monge-Ampère obstacle problems, 2010",
          "that of the network simplex with one point more on either side",
          Set.of(
              Capability.UNBALANCED,
              Capability.SYMMETRIC,
              Capability.POTENTIALS,
              Capability.GAP,
              Capability.SPARSE_PLAN,
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
    return new PartialTransport(values, values.real("mass"));
  }

  @Override
  public long memoryBytes(long n, long m) {
    return (n * m <= 4_000_000 ? 8 * n * m : 0) + 300 * (n + m);
  }
}
