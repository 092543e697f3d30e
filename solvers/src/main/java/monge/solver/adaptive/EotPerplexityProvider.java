package monge.solver.adaptive;

import java.util.Optional;
import monge.parameter.ParameterValues;
import monge.problem.TransportProblem;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverProvider;

/** Offers {@link EotPerplexity}. */
public final class EotPerplexityProvider implements SolverProvider {

  private static final SolverDescriptor DESCRIPTOR =
      AverageDescriptions.of(
          "eot-perplexity",
          "EOT at perplexity",
          "Entropic plan at the temperature that gives the rows a wanted perplexity on average."
              + " Outliers fall below it: eotari-s holds every row to it.",
          "min ⟨C,P⟩ + ε Σ P log P  over  P1 = a, Pᵀ1 = b, with ε such that the average of exp"
              + " H(Pᵢ./aᵢ), weighed by a, is ξ");

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
  public long memoryBytes(TransportProblem problem) {
    return Steps.memoryBytes(problem, 1, false);
  }
}
