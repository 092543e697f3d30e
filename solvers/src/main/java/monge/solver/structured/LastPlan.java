package monge.solver.structured;

import java.util.Optional;
import monge.plan.Coupling;
import monge.solver.Objective;
import monge.solver.structured.RegularisedProblem.Values;

/** The last complete plan of a group lasso and what is known of it; at first the product plan. */
final class LastPlan {

  private final RegularisedProblem problem;
  private final double eps;
  private final double eta;
  private Optional<double[][]> plan = Optional.empty();
  private Values values = new Values(0, 0, 0, 0);
  private double penalty;

  LastPlan(RegularisedProblem problem, double eps, double eta) {
    this.problem = problem;
    this.eps = eps;
    this.eta = eta;
  }

  /** Takes a plan, which may change until it is asked for, with its measures. */
  void keep(double[][] newPlan, Values measured, double itsPenalty) {
    plan = Optional.of(newPlan);
    values = measured;
    penalty = itsPenalty;
  }

  /** Whether no step was completed. */
  boolean isProduct() {
    return plan.isEmpty();
  }

  /** Measures the product plan. */
  void measureProduct(double itsPenalty) {
    values = problem.measureProduct();
    penalty = itsPenalty;
  }

  Values values() {
    return values;
  }

  /** {@code <C,P> + eps sum P log P + eta Omega(P)}. */
  double total() {
    return values.cost() + eps * values.entropy() + eta * penalty;
  }

  Objective objective() {
    return Objective.of(values.cost())
        .with("objective_total", total())
        .with("group_penalty", penalty);
  }

  Coupling coupling() {
    return plan.map(problem::coupling).orElseGet(problem::productCoupling);
  }
}
