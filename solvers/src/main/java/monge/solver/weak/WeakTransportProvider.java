package monge.solver.weak;

import java.util.Arrays;
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
import monge.projection.Barycentric;
import monge.solver.Capability;
import monge.solver.LinearProblems;
import monge.solver.PlanSolution;
import monge.solver.ResultValues;
import monge.solver.Solution;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.SolverProvider;

/**
 * {@code weak-ot}: {@code min sum_i a_i |x_i - sum_j P_ij y_j / a_i|^2} over couplings of a and b;
 * solved by {@link WeakTransport}.
 */
public final class WeakTransportProvider implements SolverProvider {

  static final String ID = "weak-ot";

  private static final List<ParameterSpec> PARAMETERS =
      List.of(
          Real.positive(
              "tolerance",
              "Tolerance",
              "Duality gap at which the solve is done.",
              "share of the spread of the points",
              1e-9,
              1e-12,
              1e-2),
          new Whole(
              "max_iterations",
              "Most steps",
              "The solve stops after so many steps of the interior point method.",
              200,
              1,
              Integer.MAX_VALUE,
              10,
              1000,
              Scale.LOG));

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          ID,
          "Weak",
          "interior point",
          SolverFamily.STRUCTURED,
          "Charges a source point only for how far the mean of what it sends lies from it; the"
              + " cost chosen is not used. Take it to ask whether the target is the source spread"
              + " out: then it is 0. Not as a distance: it does not see how far mass is spread.",
          "min Σᵢ aᵢ |xᵢ − Σⱼ Pᵢⱼ yⱼ / aᵢ|²  over  P1 = a, Pᵀ1 = b, P ≥ 0",
          "Gozlan, Roberto, Samson and Tetali, Kantorovich duality for general transport costs"
              + " and applications, 2017; method: Gondzio, Multiple centrality corrections in a"
              + " primal-dual method for linear programming, 1996",
          "O(nm²d + m³) time a step, some fifty steps; O(nm) memory",
          Set.of(Capability.BALANCED, Capability.GAP, Capability.SNAPSHOTS),
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
    Optional<String> refused = LinearProblems.refusalOfUnbalanced(ID, problem);
    if (refused.isPresent() || !(problem instanceof LinearProblem linear)) {
      return refused;
    }
    int from = linear.source().dimension();
    int to = linear.target().dimension();
    return from == to && from > 0
        ? Optional.empty()
        : Optional.of(
            ("weak-ot compares points with means of points: found source points of %d coordinates,"
                    + " target points of %d; give both clouds points of one dimension")
                .formatted(from, to));
  }

  @Override
  public Solver create(ParameterValues values) {
    return new WeakTransport(values, values.real("tolerance"), values.whole("max_iterations"));
  }

  @Override
  public long memoryBytes(long n, long m) {
    // Six matrices at work and one put together for the answer, the normal equations, a slab.
    return 8 * m * (7 * n + m + 1000);
  }

  /** Beside the answer, the mean of what each point sends; NaN at points of zero weight. */
  @Override
  public Map<String, Object> results(Solution solution, ProblemDescription description) {
    Map<String, Object> values = ResultValues.of(solution);
    if (solution instanceof PlanSolution s) {
      Barycentric map = Barycentric.of(s.coupling(), s.problem().target());
      double[][] images = new double[s.problem().rows()][];
      for (int i = 0; i < images.length; i++) {
        double[] none = new double[s.problem().target().dimension()];
        Arrays.fill(none, Double.NaN);
        images[i] = map.image(i).orElse(none);
      }
      values.put("barycentric", images);
    }
    return values;
  }
}
