package monge.solver;

import java.util.Optional;
import monge.plan.Coupling;
import monge.plan.Potentials;

/**
 * Where a solve begins. A solver uses what helps it and ignores the rest, including parts whose
 * shape does not fit the problem.
 *
 * @param plan a coupling (n×m) near the answer
 * @param potentials f (n) and g (m) near the answer's, in the unit of the cost
 */
public record Start(Optional<Coupling> plan, Optional<Potentials> potentials) {

  /** From scratch. */
  public static final Start COLD = new Start(Optional.empty(), Optional.empty());

  /** From an earlier answer to a similar problem. */
  public static Start from(Solution earlier) {
    return switch (earlier) {
      case PlanSolution s -> new Start(Optional.of(s.coupling()), s.potentials());
      case AffineSolution _, ValueSolution _ -> COLD;
    };
  }
}
