package monge.solver.info;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;
import monge.solver.Capability;
import monge.solver.Solution;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.SolverProvider;

/**
 * {@code fused-infoot}: {@code min <C,P> - lambda I(P) + eps sum P log P} over couplings of a and
 * b, I the mutual information of {@link KernelInformation}; solved by {@link FusedInfoOt}.
 */
public final class FusedInfoOtProvider implements SolverProvider {

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          FusedInfoOt.ID,
          "Fused InfoOT",
          "cost + mutual information",
          SolverFamily.INFORMATION,
          "Trades transport cost against mutual information: near points are matched, but"
              + " clusters are kept together. Take it for clusters of uneven size, outliers and"
              + " domain adaptation, with the conditional projection. Not for the plan of least"
              + " cost: take emd. The answer depends on the start.",
          "min ⟨C,P⟩ − λ I(P) + ε Σ P log P  over  P1 = a, Pᵀ1 = b, P ≥ 0\n"
              + "I(P) = Σᵢⱼ Pᵢⱼ log(Fᵢⱼ / ((K_X a)ᵢ (K_Y b)ⱼ)),  F = K_X P K_Yᵀ,  K ="
              + " exp(−distance² / 2h²s²), s the spread of the cloud",
          "Chuang, Jegelka and Alvarez-Melis, InfoOT: information maximizing optimal"
              + " transport, 2023, problem (F-InfoOT) of section 4.2 with Definition 1; iteration:"
              + " equation 4",
          "O(nm (n + m)) time an outer step, O(n² + m² + nm) memory",
          Set.of(
              Capability.BALANCED,
              Capability.SNAPSHOTS,
              Capability.WARM_START,
              Capability.NON_CONVEX,
              Capability.SOURCE_LABELS),
          List.of(
              Parameters.bandwidth(),
              new ParameterSpec.Real(
                  FusedInfoOt.LAM,
                  "Information λ",
                  "Weight of the mutual information against the cost; 0 leaves entropic transport.",
                  "unit of cost",
                  100,
                  0,
                  true,
                  Double.MAX_VALUE,
                  0.1,
                  1000,
                  ParameterSpec.Scale.LOG),
              Parameters.regularisation(1, "unit of cost"),
              Parameters.steps(MirrorDescent.PUBLISHED_FUSED),
              Parameters.tolerance(),
              Parameters.damping(),
              new ParameterSpec.Choice(
                  FusedInfoOt.COST,
                  "Ground cost",
                  "The Euclidean distance, as published, or the cost of the problem.",
                  FusedInfoOt.EUCLIDEAN,
                  List.of(
                      new ParameterSpec.Choice.Option(FusedInfoOt.EUCLIDEAN, "Euclidean distance"),
                      new ParameterSpec.Choice.Option(FusedInfoOt.PROBLEM, "The problem's own"))),
              ClassKernel.Mode.parameter()));

  @Override
  public SolverDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Optional<String> refusal(TransportProblem problem) {
    return InfoOtProvider.reasonAgainst(FusedInfoOt.ID, problem)
        .or(
            () ->
                problem instanceof LinearProblem p
                        && p.source().dimension() != p.target().dimension()
                    ? Optional.of(
                        ("fused-infoot needs clouds of one dimension: source points have %d"
                                + " coordinates, target points %d; infoot compares such clouds")
                            .formatted(p.source().dimension(), p.target().dimension()))
                    : Optional.empty());
  }

  @Override
  public Solver create(ParameterValues values) {
    return new FusedInfoOt(values, ClassKernel.DISTANCE);
  }

  /** The clouds with Euclidean cost unless the description names another. */
  @Override
  public TransportProblem problem(ProblemDescription description) {
    return InfoResults.problem(description);
  }

  @Override
  public long memoryBytes(long n, long m) {
    return InfoResults.memoryBytes(n, m);
  }

  @Override
  public Map<String, Object> results(Solution solution, ProblemDescription description) {
    return InfoResults.of(solution, description);
  }
}
