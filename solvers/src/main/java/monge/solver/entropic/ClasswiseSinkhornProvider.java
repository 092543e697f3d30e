package monge.solver.entropic;

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
import monge.solver.CommonParameters;
import monge.solver.LinearProblems;
import monge.solver.ResultValues;
import monge.solver.Solution;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.SolverProvider;

/**
 * {@code sinkhorn-classes}: entropic transport from one source to every class of target points;
 * solved by {@link ClasswiseSinkhorn}.
 */
public final class ClasswiseSinkhornProvider implements SolverProvider {

  static final String ID = "sinkhorn-classes";

  /** Settings that go to Sinkhorn's iteration as they are. */
  static final List<String> SETTINGS =
      List.of(CommonParameters.REG, CommonParameters.TOLERANCE, CommonParameters.MAX_ITERATIONS);

  private static final List<ParameterSpec> PARAMETERS =
      List.of(
          CommonParameters.entropy(
              "How much each class's plan is blurred; the exact plans are the limit 0.", 10),
          CommonParameters.tolerance(
              "Marginal error of each class's plan at which its solve is done.",
              "share of the mass",
              1e-9,
              1e-12,
              1e-2),
          CommonParameters.maxIterations("The solve of a class stops after so many iterations."));

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          ID,
          "Sinkhorn batch",
          "one target a class",
          SolverFamily.ENTROPIC,
          "One source to many targets: each class of target points is a target of its own and is"
              + " reached from the whole source. Take it to compare one cloud with several others"
              + " at once, or for a plan in which every source point gives each class the same"
              + " share. Not where classes may compete for the nearest points: take sinkhorn."
              + " Targets that are rows of weights in a file: sinkhorn-batch.",
          "min ⟨C,P⟩ + ε Σᵢⱼ Pᵢⱼ (log Pᵢⱼ − 1)  over  Pᵀ1 = b, P ≥ 0, Σ_{j in class c} Pᵢⱼ = w_c aᵢ"
              + " for every c\n"
              + "P = Σ_c w_c P_c, w_c the share of class c in b, P_c the entropic plan from a to"
              + " that class alone",
          "Cuturi, Sinkhorn distances: lightspeed computation of optimal transport, 2013,"
              + " Algorithm 1; Peyré and Cuturi, Computational Optimal Transport, 2019, section 4.3"
              + " (many problems at once)",
          "as sinkhorn on the points of each class; O(nm) memory",
          Set.of(Capability.BALANCED, Capability.GAP, Capability.TARGET_LABELS),
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
            && linear.target().labels().isEmpty()
        ? Optional.of(
            ("%s takes each class of target points for a target of its own, and the %d target"
                    + " points have no labels: load a label column, or give params.target_labels,"
                    + " one whole number a point")
                .formatted(ID, linear.columns()))
        : refused;
  }

  @Override
  public Solver create(ParameterValues values) {
    return new ClasswiseSinkhorn(values);
  }

  @Override
  public long memoryBytes(TransportProblem problem) {
    return 8L * 3 * entries(problem) + new SinkhornProvider().memoryBytes(problem);
  }

  private static long entries(TransportProblem problem) {
    return problem instanceof LinearProblem p ? (long) p.rows() * p.columns() : 0;
  }

  @Override
  public Map<String, Object> results(Solution solution, ProblemDescription description) {
    return ResultValues.withStrength(solution);
  }
}
