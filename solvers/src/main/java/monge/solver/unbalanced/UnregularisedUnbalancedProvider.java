package monge.solver.unbalanced;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterSpec.Choice;
import monge.parameter.ParameterSpec.Choice.Option;
import monge.parameter.ParameterSpec.Real;
import monge.parameter.ParameterValues;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;
import monge.solver.Capability;
import monge.solver.CommonParameters;
import monge.solver.LinearProblems;
import monge.solver.PlanSolution;
import monge.solver.ResultValues;
import monge.solver.Solution;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.SolverProvider;

/**
 * {@code unbalanced-noreg}: {@code min <C,P> + rho D(P1 | a) + rho D(P'1 | b)} over {@code P >= 0},
 * D Kullback-Leibler or half the squared distance; solved by {@link UnregularisedUnbalanced}.
 */
public final class UnregularisedUnbalancedProvider implements SolverProvider {

  static final String ID = "unbalanced-noreg";

  private static final List<ParameterSpec> PARAMETERS =
      List.of(
          Real.positive(
              "reg_m",
              "Penalty ρ",
              "Price of a difference between the plan's marginals and the measures.",
              "unit of cost",
              1,
              1e-3,
              1e3),
          new Choice(
              "divergence",
              "Penalty",
              "How a difference is charged: Kullback-Leibler by ratio, squares by size; squares"
                  + " leave far points out entirely.",
              "kl",
              List.of(new Option("kl", "Kullback-Leibler"), new Option("l2", "Squares"))),
          CommonParameters.tolerance(
              "Duality gap at which the solve is done.",
              "share of what moving nothing costs",
              1e-9,
              1e-12,
              1e-3),
          CommonParameters.maxSteps("The solve stops after so many steps.", 20_000, 100_000));

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          ID,
          "Unbalanced, sharp",
          "proximal point",
          SolverFamily.UNBALANCED,
          "Mass may be left behind or made at a price, without blur. Take it when the plan"
              + " itself must be sharp. Not when it must be fast and smooth: take unbalanced-kl."
              + " Points of zero weight take no part: l2 alone would let them receive mass, kl and"
              + " the paper's multiplicative updates never do.",
          "min ⟨C,P⟩ + ρ D(P1 | a) + ρ D(Pᵀ1 | b)  over  P ≥ 0,  D = KL or ½ Σ (difference)²",
          "Chapel, Flamary, Wu, Févotte and Gasso, Unbalanced optimal transport through"
              + " non-negative penalized linear regression, 2021, equation 2; proximal steps as in"
              + " Xie, Wang, Wang and Zha 2020",
          "O(nm) time a step, O(n + m) memory",
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
    double rho = values.real("reg_m");
    return new UnregularisedUnbalanced(
        values,
        values.choice("divergence").equals("kl")
            ? new Divergence.KullbackLeibler(rho)
            : new Divergence.Squares(rho),
        values.real(CommonParameters.TOLERANCE),
        values.whole(CommonParameters.MAX_ITERATIONS));
  }

  @Override
  public long memoryBytes(long n, long m) {
    return 8 * 60 * (n + m) + (n * m <= 16_000_000 ? 8 * n * m : 0);
  }

  /** Beside the answer, the marginals of the plan. */
  @Override
  public Map<String, Object> results(Solution solution, ProblemDescription description) {
    Map<String, Object> values = ResultValues.of(solution);
    if (solution instanceof PlanSolution s) {
      values.put("marginal_source", s.coupling().rowMarginal());
      values.put("marginal_target", s.coupling().columnMarginal());
    }
    return values;
  }
}
