package monge.solver.adaptive;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterSpec.Choice;
import monge.parameter.ParameterSpec.Real;
import monge.parameter.ParameterSpec.Scale;
import monge.parameter.ParameterSpec.Whole;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;
import monge.solver.Capability;
import monge.solver.PlanSolution;
import monge.solver.PointField;
import monge.solver.ResultValues;
import monge.solver.Solution;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.SolverProvider;

/** What the six OTARI providers have in common. */
abstract sealed class OtariProvider implements SolverProvider
    permits EotariSourceProvider,
        EotariTargetProvider,
        EotariBothProvider,
        QotariSourceProvider,
        QotariTargetProvider,
        QotariBothProvider {

  private final OtariSide side;
  private final SolverDescriptor descriptor;

  OtariProvider(String id, Regulariser psi, OtariSide side) {
    this.side = side;
    boolean entropic = psi == Regulariser.ENTROPIC;
    String of =
        switch (side) {
          case SOURCE -> "every source point";
          case TARGET -> "every target point";
          case BOTH -> "every point of both clouds";
        };
    String ofRow = entropic ? "exp H(Pᵢ/aᵢ)" : "aᵢ² / Σⱼ P²ᵢⱼ";
    String ofColumn = entropic ? "exp H(P·ⱼ/bⱼ)" : "bⱼ² / Σᵢ P²ᵢⱼ";
    String bounds =
        switch (side) {
          case SOURCE -> ofRow + " ≥ ξ for every row i";
          case TARGET -> ofColumn + " ≥ ξ′ for every column j";
          case BOTH -> ofRow + " ≥ ξ for every row i, " + ofColumn + " ≥ ξ′ for every column j";
        };
    descriptor =
        new SolverDescriptor(
            id,
            (entropic ? "EOTARI-" : "QOTARI-") + id.charAt(id.length() - 1),
            "interior point",
            SolverFamily.ADAPTIVE,
            "The cheapest plan in which "
                + of
                + " has at least ξ effective neighbours, outliers too"
                + (entropic
                    ? ""
                    : "; counted by squares, which keeps the plan sparse: most pairs get nothing")
                + ". Take it where each point needs some smoothing, as in domain adaptation. Not"
                + " where only the average spread matters: "
                + (entropic ? "sinkhorn" : "smooth-l2")
                + " is faster.",
            "min ⟨C,P⟩  over  P1 = a, Pᵀ1 = b, P ≥ 0,  "
                + bounds
                + (entropic ? "\nH(p) = −Σ p log p" : ""),
            "Van Assel, Vayer, Flamary and Courty, Optimal transport with adaptive regularisation,"
                + " 2023, equation 1 and "
                + switch (side) {
                  case SOURCE -> "problem (OTARI-s) of Proposition 2";
                  case TARGET -> "problem (OTARI-t) of section 3";
                  case BOTH -> "problem (OTARI-d) of section 3, Algorithm 1";
                },
            (side == OtariSide.BOTH ? "four times O(nm²) time a step" : "O(nm²) time a step")
                + ", some twenty steps; O(nm) memory",
            capabilities(side),
            parameters(psi, side));
  }

  private static Set<Capability> capabilities(OtariSide side) {
    Set<Capability> all =
        EnumSet.of(
            Capability.BALANCED, Capability.POTENTIALS, Capability.GAP, Capability.SNAPSHOTS);
    if (side == OtariSide.BOTH) {
      all.add(Capability.SYMMETRIC);
    }
    return all;
  }

  private static List<ParameterSpec> parameters(Regulariser psi, OtariSide side) {
    List<ParameterSpec> specs = new ArrayList<>();
    if (side.boundsSource()) {
      specs.add(perplexity("xi_source", "Source perplexity ξ", "source point"));
    }
    if (side.boundsTarget()) {
      specs.add(perplexity("xi_target", "Target perplexity ξ′", "target point"));
    }
    specs.add(Steps.TOLERANCE);
    specs.add(Steps.MOST);
    specs.add(
        new Choice(
            Otari.METHOD,
            "Method",
            "The interior point method is always exact; Dykstra's projections, the paper's"
                + " Algorithm 1, are exact if σ is at most every temperature of the optimum.",
            "dual",
            List.of(
                new Choice.Option("dual", "Interior point"),
                new Choice.Option(Otari.DYKSTRA, "Dykstra"))));
    specs.add(
        Real.positive(
            Otari.SIGMA,
            "Projection strength σ",
            "Dykstra only: the temperature of the kernel that is projected; small is exact and"
                + " slow.",
            psi == Regulariser.ENTROPIC ? "unit of cost" : "cost / mass",
            psi == Regulariser.ENTROPIC ? 0.05 : 5,
            1e-3,
            100));
    specs.add(
        new Whole(
            Otari.SWEEPS,
            "Most sweeps",
            "Dykstra only: stops after so many cycles of projections.",
            5000,
            1,
            Integer.MAX_VALUE,
            100,
            100_000,
            Scale.LOG));
    return specs;
  }

  private static Real perplexity(String key, String label, String point) {
    return new Real(
        key,
        label,
        "Least effective number of points that a "
            + point
            + (point.startsWith("source") ? " sends mass to" : " gets mass from")
            + "; feasible up to that of the other side's weights, all points when they are equal.",
        "points",
        3,
        1,
        true,
        Double.MAX_VALUE,
        1,
        100,
        Scale.LOG);
  }

  @Override
  public final SolverDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public final Optional<String> refusal(TransportProblem problem) {
    return Steps.refusalOf(descriptor.id(), problem);
  }

  @Override
  public final long memoryBytes(long n, long m) {
    return Steps.memoryBytes(n, m, 2, side == OtariSide.BOTH);
  }

  /** Beside the answer, how many bounds are active. */
  @Override
  public final Map<String, Object> results(Solution solution, ProblemDescription description) {
    Map<String, Object> values = new LinkedHashMap<>(ResultValues.of(solution));
    if (solution instanceof PlanSolution answer) {
      for (PointField field : answer.fields()) {
        switch (field.key()) {
          case "eps" -> values.put("active_rows", active(field));
          case "eps_target" -> values.put("active_columns", active(field));
          default -> {}
        }
      }
    }
    return values;
  }

  private static int active(PointField temperatures) {
    int count = 0;
    for (double t : temperatures.values()) {
      count += t > 0 ? 1 : 0;
    }
    return count;
  }
}
