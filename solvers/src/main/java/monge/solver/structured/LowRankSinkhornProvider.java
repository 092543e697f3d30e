package monge.solver.structured;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterSpec.Real;
import monge.parameter.ParameterSpec.Scale;
import monge.parameter.ParameterSpec.Whole;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;
import monge.solver.Capability;
import monge.solver.LinearProblems;
import monge.solver.ResultValues;
import monge.solver.Solution;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;

/**
 * {@code lowrank-sinkhorn}: {@code min <C,P> - eps (H(Q) + H(R) + H(g))} over couplings {@code P =
 * Q diag(1/g) R'} of a and b, Q and R of r columns; solved by {@link LowRankSinkhorn}.
 */
public final class LowRankSinkhornProvider implements SolverProvider {

  static final String ID = "lowrank-sinkhorn";

  /** Pairs up to which a result file holds the exact optimum too. */
  private static final long EXACT_ENTRIES = 1_000_000;

  private static final List<ParameterSpec> PARAMETERS =
      List.of(
          new Whole(
              "rank",
              "Rank r",
              "Hubs that all mass flows through; at most the number of points.",
              8,
              1,
              10_000,
              1,
              50,
              Scale.LINEAR),
          new Real(
              "reg",
              "Regularisation ε",
              "Entropy of the factors; 0 for none.",
              "unit of cost",
              0,
              0,
              true,
              Double.MAX_VALUE,
              1e-4,
              1,
              Scale.LOG),
          new Whole(
              "starts",
              "Starts",
              "Descents from different starts, of which the best is kept.",
              2,
              1,
              1000,
              1,
              20,
              Scale.LINEAR),
          new Whole(
              "seed",
              "Seed",
              "Of the random first start; further starts take the next numbers.",
              0,
              0,
              Integer.MAX_VALUE - 1000,
              0,
              100,
              Scale.LINEAR),
          new Whole(
              "max_iterations",
              "Most steps",
              "Each descent stops after so many steps.",
              5000,
              1,
              Integer.MAX_VALUE,
              10,
              20_000,
              Scale.LOG),
          Real.positive(
              "tolerance",
              "Tolerance",
              "Fall of the value in one step at which a descent is done.",
              "share of the value",
              1e-8,
              1e-12,
              1e-4));

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          ID,
          "Low rank",
          "mirror descent on factors",
          SolverFamily.STRUCTURED,
          "Transport through a few hubs: time and memory linear in the points. Take it for"
              + " large clouds, clustered ones above all; its cost is an upper bound on the exact"
              + " one. Not for a sharp plan, nor where the answer must be the only one: it is not"
              + " convex.",
          "min ⟨C,P⟩ − ε (H(Q) + H(R) + H(g))  over  P = Q diag(1/g) Rᵀ,  Q1 = a, R1 = b, Qᵀ1"
              + " = Rᵀ1 = g,  Q, R ≥ 0 of r columns",
          "Scetbon, Cuturi and Peyré, Low-rank Sinkhorn factorization, 2021, section 3.3,"
              + " algorithms 2 and 3; the projection of Algorithm 2 by Newton's method",
          "O((n + m) r (d + r)) time a step for squared Euclidean costs, O(nmr) for others; O((n +"
              + " m)(d + r)) memory, O(nm) for others",
          Set.of(Capability.BALANCED, Capability.SNAPSHOTS, Capability.NON_CONVEX),
          PARAMETERS);

  @Override
  public SolverDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Optional<String> refusal(TransportProblem problem) {
    return refusalOf(problem);
  }

  static Optional<String> refusalOf(TransportProblem problem) {
    Optional<String> refused = LinearProblems.refusalOf(ID, problem);
    return refused.isEmpty()
            && problem instanceof LinearProblem linear
            && linear.requireGeometry().hasForbiddenPairs()
        ? Optional.of(ID + " cannot keep pairs forbidden (cost inf): take emd or sinkhorn")
        : refused;
  }

  @Override
  public Solver create(ParameterValues values) {
    return new LowRankSinkhorn(
        values,
        values.whole("rank"),
        values.real("reg"),
        values.whole("seed"),
        values.whole("starts"),
        values.whole("max_iterations"),
        values.real("tolerance"));
  }

  /** Factors, their logarithms and slopes, one answer a start; costs twice unless factored. */
  @Override
  public long memoryBytes(TransportProblem problem) {
    return switch (problem) {
      case LinearProblem p -> {
        int hubs = Math.min(defaults().whole("rank"), Math.min(p.rows(), p.columns()));
        boolean factored = p.geometry().map(CostOperator::isFactored).orElse(true);
        long entries = factored ? 0 : 2L * p.rows() * p.columns();
        yield 8 * (entries + 8L * hubs * (p.rows() + p.columns()));
      }
      default -> 0;
    };
  }

  /** Beside the answer the exact optimum, where that is a matter of seconds. */
  @Override
  public Map<String, Object> results(Solution solution, ProblemDescription description) {
    Map<String, Object> values = ResultValues.of(solution);
    if (solution.problem() instanceof LinearProblem problem
        && (long) problem.rows() * problem.columns() <= EXACT_ENTRIES) {
      SolverProvider exact = SolverRegistry.load().require("emd");
      values.put(
          "objective_emd", exact.create(exact.defaults()).solve(problem).objective().value());
    }
    return values;
  }
}
