package monge.solver.gaussian;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import monge.measure.GaussianMeasure;
import monge.parameter.ParameterValues;
import monge.problem.GaussianProblem;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;
import monge.solver.Capability;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.SolverProvider;

/**
 * {@code gaussian-w2}: {@code W2^2 = |m1 - m2|^2 + tr(S1 + S2 - 2 (S1^{1/2} S2 S1^{1/2})^{1/2})}
 * between {@code N(m1,S1)} and {@code N(m2,S2)} and the map that attains it; computed by {@link
 * GaussianW2}.
 */
public final class GaussianW2Provider implements SolverProvider {

  static final String NOT_GAUSSIANS =
      "gaussian-w2 needs two Gaussians; for point clouds take linear-map, which fits them first";

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          GaussianW2.ID,
          "Gaussian",
          "closed form",
          SolverFamily.GAUSSIAN,
          "The optimal map between two Gaussians and their distance W₂, in closed form; singular"
              + " covariances allowed. Take it for Gaussians, and for other laws that are images of"
              + " one law under linear maps, such as uniform laws on ellipses. Not for clouds:"
              + " linear-map fits the Gaussians first.",
          "W₂² = |m₁ − m₂|² + tr(S₁ + S₂ − 2 (S₁^½ S₂ S₁^½)^½),  T(x) = m₂ + A (x − m₁),  A ="
              + " S₁^-½ (S₁^½ S₂ S₁^½)^½ S₁^-½",
          "Peyré and Cuturi, Computational Optimal Transport, 2019, remark 2.31 and equation"
              + " 2.41",
          "O(d³) time, O(d²) memory",
          Set.of(Capability.EXACT, Capability.SYMMETRIC, Capability.AFFINE_MAP),
          List.of());

  @Override
  public SolverDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Optional<String> refusal(TransportProblem problem) {
    return problem instanceof GaussianProblem ? Optional.empty() : Optional.of(NOT_GAUSSIANS);
  }

  @Override
  public Solver create(ParameterValues values) {
    return new GaussianW2(values);
  }

  /** Reads {@code params.mean1, cov1, mean2, cov2}. */
  @Override
  public TransportProblem problem(ProblemDescription description) {
    return new GaussianProblem(
        gaussian(description, "mean1", "cov1"), gaussian(description, "mean2", "cov2"));
  }

  private static GaussianMeasure gaussian(ProblemDescription from, String mean, String covariance) {
    double[] m = from.requireVector(mean, "gaussian-w2 needs it, a list of numbers");
    double[][] s =
        from.requireMatrix(covariance, "gaussian-w2 needs it, a list of rows of numbers");
    try {
      return new GaussianMeasure(m, s);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "params.%s and params.%s in '%s': %s"
              .formatted(mean, covariance, from.id(), e.getMessage()),
          e);
    }
  }
}
