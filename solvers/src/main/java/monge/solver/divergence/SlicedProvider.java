package monge.solver.divergence;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterSpec.Choice;
import monge.parameter.ParameterSpec.Choice.Option;
import monge.parameter.ParameterSpec.Real;
import monge.parameter.ParameterSpec.Scale;
import monge.parameter.ParameterSpec.Whole;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;
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
 * {@code sliced}: {@code SW_p^p}, the mean over unit vectors u of {@code W_p^p} between the
 * projected clouds {@code <u,X>} and {@code <u,Y>}; computed by {@link Sliced}. Problem files may
 * give the directions as {@code projections}.
 */
public final class SlicedProvider implements SolverProvider {

  static final String ID = "sliced";

  private static final List<ParameterSpec> PARAMETERS =
      List.of(
          new Real(
              "p",
              "Power p",
              "Distances on each line are taken to this power.",
              "",
              2,
              1,
              true,
              Double.MAX_VALUE,
              1,
              4,
              Scale.LINEAR),
          new Whole(
              "directions",
              "Directions L",
              "Lines that the clouds are projected on.",
              50,
              1,
              1_000_000,
              1,
              1000,
              Scale.LOG),
          new Choice(
              "layout",
              "Layout",
              "How directions are chosen; even angles are for the plane only.",
              "random",
              List.of(new Option("random", "Random"), new Option("even", "Even angles"))),
          new Whole(
              "seed",
              "Seed",
              "Other seeds draw other directions.",
              1,
              0,
              Integer.MAX_VALUE,
              0,
              100,
              Scale.LINEAR),
          new Choice(
              "mode",
              "Mode",
              "The mean over all directions, or the one in which the clouds differ most.",
              "average",
              List.of(new Option("average", "Average"), new Option("max", "Largest direction"))));

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          ID,
          "Sliced",
          "sorted projections",
          SolverFamily.DIVERGENCE,
          "Compares clouds by sorting their projections on lines: hundreds of thousands of"
              + " points in seconds. Take it as a distance. Not for its plan, which is blurred and"
              + " far from optimal: take emd or sinkhorn.",
          "SW_p^p = mean over unit vectors θ of W_p^p(⟨θ,X⟩, ⟨θ,Y⟩)\n"
              + "max-SW_p: the largest in place of the mean",
          "Bonneel, Rabin, Peyré and Pfister, Sliced and Radon Wasserstein barycenters of measures,"
              + " 2015; Peyré and Cuturi, Computational Optimal Transport, 2019, section 10.4;"
              + " Deshpande et al., Max-sliced Wasserstein distance and its use for GANs, 2019",
          "O(L (n + m) log(n + m)) time, O(L (n + m)) memory",
          Set.of(Capability.BALANCED, Capability.SYMMETRIC, Capability.SNAPSHOTS),
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
    if (refused.isPresent() || !(problem instanceof LinearProblem linear)) {
      return refused;
    }
    return linear.requireGeometry().hasForbiddenPairs()
        ? Optional.of("sliced matches along lines and cannot keep pairs forbidden (cost inf)")
        : KernelDistanceProvider.refusalWithoutPoints(ID, linear);
  }

  @Override
  public Solver create(ParameterValues values) {
    return new Sliced(values, Optional.empty());
  }

  @Override
  public long memoryBytes(long n, long m) {
    return 40 * 50 * (n + m);
  }

  /** Directions given by the description replace those of the settings. */
  @Override
  public Map<String, Object> results(Solution solution, ProblemDescription description) {
    if (!(solution instanceof PlanSolution answer)) {
      return ResultValues.of(solution);
    }
    Optional<double[][]> given = description.matrix("projections");
    Sliced sliced = new Sliced(answer.parameters(), given);
    Map<String, Object> values =
        ResultValues.of(given.isPresent() ? sliced.solve(answer.problem()) : answer);
    values.put("per_projection_Wp_p", sliced.values(answer.problem()));
    return values;
  }
}
