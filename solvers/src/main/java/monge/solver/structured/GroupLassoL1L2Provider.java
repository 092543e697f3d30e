package monge.solver.structured;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterValues;
import monge.problem.TransportProblem;
import monge.solver.Capability;
import monge.solver.CommonParameters;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.SolverProvider;

/**
 * {@code group-lasso-l1l2}: {@code min <C,P> + eps sum P log P + eta sum_j sum_c |P_cj|_2} over
 * couplings of a and b, {@code P_cj} the entries of class c in column j; solved by {@link
 * GroupLassoL1L2}.
 */
public final class GroupLassoL1L2Provider implements SolverProvider {

  static final String ID = "group-lasso-l1l2";

  private static final List<ParameterSpec> PARAMETERS =
      List.of(
          GroupParameters.regularisation(),
          GroupParameters.penalty(),
          CommonParameters.maxSteps(
              "The solve stops after so many steps, each an entropic problem.", 10_000, 100_000),
          CommonParameters.tolerance(
              "Distance to the optimal plan, in mass, at which the solve is done.",
              "share of the mass",
              1e-10,
              1e-12,
              1e-3));

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          ID,
          "Group lasso",
          "mirror descent",
          SolverFamily.STRUCTURED,
          "Entropic transport for labelled sources: a target point receives mass from few"
              + " classes. Take it for domain adaptation; the problem is convex and has one answer."
              + " Not without labels: take sinkhorn.",
          "min ⟨C,P⟩ + ε Σ P log P + η Σⱼ Σ_c ‖P_{c,j}‖₂  over  P1 = a, Pᵀ1 = b, P ≥ 0\n"
              + "P_{c,j} = (Pᵢⱼ), i in class c",
          "Courty, Flamary, Tuia and Rakotomamonjy, Optimal transport for domain adaptation,"
              + " 2017",
          "an entropic problem, O(nm) a pass, each step; O(nm) memory",
          Set.of(
              Capability.BALANCED,
              Capability.POTENTIALS,
              Capability.GAP,
              Capability.SNAPSHOTS,
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
    return new GroupLassoL1L2(
        values,
        values.real("reg"),
        values.real("eta"),
        values.whole("max_iterations"),
        values.real("tolerance"));
  }

  /** Costs, scores, gradient, two plans and Newton's matrices. */
  @Override
  public long memoryBytes(long n, long m) {
    return 8 * 9 * n * m + GroupLassoL1L2.MIXING_BYTES;
  }
}
