package monge.solver.adaptive;

import java.util.Optional;
import monge.parameter.ParameterValues;
import monge.problem.TransportProblem;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverProvider;

/**
 * {@code eot-perplexity}: {@code min <C,P> + eps sum P log P} over couplings of a and b, with the
 * eps at which the average over rows, weighed by a, of {@code exp H(P_i/a_i)} is xi; solved by
 * {@link EotPerplexity}.
 */
public final class EotPerplexityProvider implements SolverProvider {

  private static final SolverDescriptor DESCRIPTOR =
      AverageDescriptions.of(
          "eot-perplexity",
          "EOT at perplexity",
          "The entropic plan at the temperature ε that gives its rows a wanted perplexity, the"
              + " effective number of targets, on average. Take it where a number of neighbours is"
              + " easier to name than ε. Not where outliers must spread too: they fall below the"
              + " average, eotari-s holds every row to it.",
          "min ⟨C,P⟩ + ε Σ P log P  over  P1 = a, Pᵀ1 = b, P ≥ 0\n"
              + "ε such that the average of exp H(Pᵢ/aᵢ) over the rows, weighed by a, is ξ\n"
              + "H(p) = −Σ p log p");

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
    return new EotPerplexity(values);
  }

  @Override
  public long memoryBytes(long n, long m) {
    return Steps.memoryBytes(n, m, 1, false);
  }
}
