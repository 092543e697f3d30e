package monge.solver.divergence;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterSpec.Choice;
import monge.parameter.ParameterSpec.Choice.Option;
import monge.parameter.ParameterSpec.Real;
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
import monge.solver.ValueSolution;

/**
 * {@code mmd-energy}: {@code MMD^2 = E k(x,x') + E k(y,y') - 2 E k(x,y)}, x and x' drawn from a, y
 * and y' from b; computed by {@link KernelDistanceSolver}.
 */
public final class KernelDistanceProvider implements SolverProvider {

  static final String ID = "mmd-energy";

  /** Widths that a result file holds the distances of. */
  private static final double[] SIGMAS = {0.5, 1.0, 2.0};

  private static final List<ParameterSpec> PARAMETERS =
      List.of(
          new Choice(
              "kernel",
              "Kernel",
              "The energy kernel −|x − y| has no width; the others do not look further than some"
                  + " σ.",
              "energy",
              List.of(
                  new Option("energy", "Energy −|x − y|"),
                  new Option("gaussian", "Gaussian"),
                  new Option("laplacian", "Laplacian"))),
          Real.positive(
              "sigma",
              "Width σ",
              "Width of the Gaussian and the Laplacian kernel.",
              "unit of length",
              1,
              0.01,
              100));

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          ID,
          "Kernel distance",
          "MMD, energy distance",
          SolverFamily.DIVERGENCE,
          "Compares two clouds by a kernel, at once and without a plan. Take it for two-sample"
              + " tests and as a quick loss. Not for clouds that lie far apart with a narrow"
              + " kernel: they all look alike to it, where transport still tells how far they are.",
          "MMD² = E k(x,x′) + E k(y,y′) − 2 E k(x,y)\n"
              + "k = −|x−y|, exp(−|x−y|²/2σ²) or exp(−|x−y|/σ)",
          "Gretton, Borgwardt, Rasch, Schölkopf and Smola, A kernel two-sample test, 2012,"
              + " Lemma 6 and equation 5; Székely and Rizzo, Energy statistics, 2013",
          "O((n + m)²) time, O(n + m) memory",
          Set.of(Capability.SYMMETRIC),
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
    Optional<String> unbalanced = LinearProblems.refusalOfUnbalanced(ID, problem);
    return unbalanced.isPresent() || !(problem instanceof LinearProblem linear)
        ? unbalanced
        : refusalWithoutPoints(ID, linear);
  }

  /** Refuses clouds that do not lie in one space. */
  static Optional<String> refusalWithoutPoints(String solver, LinearProblem linear) {
    int from = linear.source().dimension();
    int to = linear.target().dimension();
    return from == to && from > 0
        ? Optional.empty()
        : Optional.of(
            ("source points have %d coordinates, target points %d: %s needs points of one"
                    + " dimension >= 1")
                .formatted(from, to, solver));
  }

  @Override
  public Solver create(ParameterValues values) {
    return new KernelDistanceSolver(
        values,
        KernelDistance.Kernel.valueOf(values.choice("kernel").toUpperCase(Locale.ROOT)),
        values.real("sigma"));
  }

  @Override
  public long memoryBytes(long n, long m) {
    return 8 * 40 * (n + m);
  }

  /** The distances by every kernel at three widths, whatever kernel was chosen. */
  @Override
  public Map<String, Object> results(Solution solution, ProblemDescription description) {
    Map<String, Object> values = ResultValues.of(solution);
    if (!(solution instanceof ValueSolution answer)) {
      return values;
    }
    KernelDistance distance =
        new KernelDistance(answer.problem().source(), answer.problem().target());
    values.put("energy_distance_squared", distance.energy());
    for (double sigma : SIGMAS) {
      KernelDistance.Witness gaussian =
          distance.witness(KernelDistance.Kernel.GAUSSIAN, sigma, () -> false);
      values.put("mmd2_gaussian_sigma" + sigma, gaussian.squared());
      values.put(
          "mmd2_laplacian_sigma" + sigma,
          distance.witness(KernelDistance.Kernel.LAPLACIAN, sigma, () -> false).squared());
      if (sigma == 1) {
        values.put("gaussian_witness_at_targets_sigma1", gaussian.target());
      }
    }
    return values;
  }
}
