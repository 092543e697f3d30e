package monge.solver.structured;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterSpec.Real;
import monge.parameter.ParameterSpec.Scale;
import monge.parameter.ParameterSpec.Whole;
import monge.parameter.ParameterValues;
import monge.problem.TransportProblem;
import monge.solver.Capability;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.SolverProvider;

/**
 * {@code group-lasso-lpl1}: {@code min <C,P> + eps sum P log P + eta sum_j sum_c |P_cj|_1^p} over
 * couplings of a and b, {@code P_cj} the entries of class c in column j; solved by {@link
 * GroupLassoLpL1}.
 */
public final class GroupLassoLpL1Provider implements SolverProvider {

  static final String ID = "group-lasso-lpl1";

  private static final List<ParameterSpec> PARAMETERS =
      List.of(
          GroupParameters.regularisation(),
          GroupParameters.penalty(),
          new Whole(
              "outer_iterations",
              "Outer steps",
              "Entropic problems solved, exactly so many; the first has no penalty.",
              20,
              1,
              1_000_000,
              1,
              100,
              Scale.LOG),
          Real.positive(
              "epsilon",
              "Smoothing δ",
              "Added to the mass of a group before its weight is taken, so that empty groups keep a"
                  + " finite one.",
              "mass",
              1e-3,
              1e-6,
              1e-1),
          new Real(
              "p",
              "Exponent p",
              "Power of a group's mass in the penalty; small favours fewer groups.",
              "",
              0.5,
              0,
              false,
              1,
              0.1,
              1,
              Scale.LINEAR));

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          ID,
          "Group lasso, concave",
          "majorise-minimise",
          SolverFamily.STRUCTURED,
          "Entropic transport for labelled sources whose target points come from nearly one class"
              + " each. Take it where a target must not mix classes. Not where the answer must be"
              + " the only one: this problem is not convex, that of group-lasso-l1l2 is.",
          "min ⟨C,P⟩ + ε Σ P log P + η Σⱼ Σ_c (Σ_{i in c} Pᵢⱼ)ᵖ  over  P1 = a, Pᵀ1 = b, P ≥ 0",
          "Courty, Flamary and Tuia, Domain adaptation with regularized optimal transport, 2014",
          "an entropic problem, O(nm) a pass, each outer step; O(nm) memory",
          Set.of(
              Capability.BALANCED,
              Capability.SNAPSHOTS,
              Capability.NON_CONVEX,
              Capability.SOURCE_LABELS),
          PARAMETERS);

  @Override
  public SolverDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Optional<String> refusal(TransportProblem problem) {
    return Classes.refusalOf(ID, problem);
  }

  @Override
  public Solver create(ParameterValues values) {
    return new GroupLassoLpL1(
        values,
        values.real("reg"),
        values.real("eta"),
        values.whole("outer_iterations"),
        values.real("epsilon"),
        values.real("p"));
  }

  /** Costs, scores, two plans and Newton's matrices. */
  @Override
  public long memoryBytes(long n, long m) {
    return 8 * 7 * n * m;
  }
}
