package monge.solver.adaptive;

import java.util.Optional;
import monge.parameter.ParameterValues;
import monge.problem.TransportProblem;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverProvider;

/**
 * {@code qot-norm}: {@code min <C,P> + eps/2 sum P^2} over couplings of a and b, with the eps at
 * which the average over rows, weighed by a, of {@code a_i^2 / sum_j P_ij^2} is xi; solved by
 * {@link QotNorm}.
 */
public final class QotNormProvider implements SolverProvider {

  private static final SolverDescriptor DESCRIPTOR =
      AverageDescriptions.of(
          "qot-norm",
          "QOT at perplexity",
          "The sparse quadratic plan at the temperature ε that gives its rows a wanted perplexity,"
              + " the effective number of targets, on average. Take it where a number of neighbours"
              + " is easier to name than ε. Not where outliers must spread too: they fall below the"
              + " average, qotari-s holds every row to it.",
          "min ⟨C,P⟩ + ε/2 Σ P²ᵢⱼ  over  P1 = a, Pᵀ1 = b, P ≥ 0\n"
              + "ε such that the average of aᵢ² / Σⱼ P²ᵢⱼ over the rows, weighed by a, is ξ");

  @Override
  public SolverDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Optional<String> refusal(TransportProblem problem) {
    return Steps.refusalOf(DESCRIPTOR.id(), problem);
  }

  @Override
  public Solver create(ParameterValues values) {
    return new QotNorm(values);
  }

  @Override
  public long memoryBytes(long n, long m) {
    return Steps.memoryBytes(n, m, 1, false);
  }
}
