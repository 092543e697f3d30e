package monge.solver.gaussian;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;
import monge.solver.AffineSolution;
import monge.solver.Capability;
import monge.solver.ResultValues;
import monge.solver.Solution;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.SolverProvider;

/**
 * {@code linear-map}: {@code T(x) = m2 + A (x - m1)}, {@code A >= 0} with {@code A S1 A = S2},
 * between the means and covariances of two clouds; computed by {@link LinearMap}.
 */
public final class LinearMapProvider implements SolverProvider {

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          LinearMap.ID,
          "Linear map",
          "Gaussian fit",
          SolverFamily.GAUSSIAN,
          "Replaces each cloud by the Gaussian of its mean and covariance and maps one to the"
              + " other. Take it for a quick and smooth map that any number of new points can"
              + " follow. Not where clusters must be told apart: take a plan and its projection.",
          "T(x) = m_Y + A (x − m_X),  A symmetric ≥ 0 with A S_X A = S_Y,  S = covariance +"
              + " reg I",
          "Peyré and Cuturi, Computational Optimal Transport, 2019, remark 2.31; Gelbrich, On"
              + " a formula for the L2 Wasserstein metric between measures on Euclidean and Hilbert"
              + " spaces, 1990",
          "O((n + m) d² + d³) time, O(d²) memory",
          Set.of(Capability.AFFINE_MAP),
          List.of(
              new ParameterSpec.Real(
                  LinearMap.REG,
                  "Ridge",
                  "Added to the diagonal of both covariances, so that flat clouds have an inverse.",
                  "squared unit of the coordinates",
                  1e-8,
                  0,
                  true,
                  Double.MAX_VALUE,
                  1e-10,
                  1,
                  ParameterSpec.Scale.LOG),
              new ParameterSpec.Flag(
                  LinearMap.BIAS,
                  "Move the mean",
                  "Off: the map fixes 0 and matches second moments about 0.",
                  true)));

  @Override
  public SolverDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Optional<String> refusal(TransportProblem problem) {
    return reasonAgainst(problem);
  }

  static Optional<String> reasonAgainst(TransportProblem problem) {
    return switch (problem) {
      case LinearProblem p when p.source().dimension() == 0 || p.target().dimension() == 0 ->
          Optional.of("linear-map needs points: there are only weights and a cost matrix");
      case LinearProblem p when p.source().dimension() != p.target().dimension() ->
          Optional.of(
              "linear-map needs clouds of one dimension: source points have %d coordinates, target points %d"
                  .formatted(p.source().dimension(), p.target().dimension()));
      case LinearProblem _ -> Optional.empty();
      default -> Optional.of("linear-map needs two point clouds; for Gaussians take gaussian-w2");
    };
  }

  @Override
  public Solver create(ParameterValues values) {
    return new LinearMap(values);
  }

  @Override
  public long memoryBytes(long n, long m) {
    return 0;
  }

  /** A and b by rows, {@code x A + b}; images of {@code params.new_points} if there are any. */
  @Override
  public Map<String, Object> results(Solution solution, ProblemDescription description) {
    Map<String, Object> values = ResultValues.of(solution);
    if (solution instanceof AffineSolution affine) {
      values.put("A", affine.map().rowMatrix());
      description
          .matrix("new_points")
          .ifPresent(points -> values.put("transformed", affine.map().applyAll(points)));
    }
    return values;
  }
}
