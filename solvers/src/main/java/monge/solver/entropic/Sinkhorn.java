package monge.solver.entropic;

import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;
import monge.solver.LinearProblems;
import monge.solver.PlanSolution;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.Start;

/**
 * Entropic transport {@code min <C,P> + eps sum P (log P - 1)} over couplings of a and b, by
 * Sinkhorn's iteration: {@code f_i <- eps (log a_i - LSE_j((g_j - C_ij)/eps))}, then g alike
 * (Cuturi 2013; in logarithms as in Peyré and Cuturi 2019, section 4.4), and by Newton's method on
 * the dual where that is cheaper.
 *
 * @param eps regularisation strength, in the unit of the cost
 * @param tolerance marginal error to reach, l1, relative to the mass
 * @param scaling whether the start is a solve at larger eps, or of coarser clouds
 * @param relaxation over-relaxation of the updates, 1 for none or for one that is found
 * @param newton whether Newton steps may be taken
 */
record Sinkhorn(
    ParameterValues parameters,
    double eps,
    double tolerance,
    int maxIterations,
    Domain domain,
    boolean scaling,
    Acceleration acceleration,
    double relaxation,
    boolean newton)
    implements Solver {

  /** How the kernel is held. */
  enum Domain {
    LOG,
    STABILISED,
    PLAIN
  }

  /** How the updates are hastened. */
  enum Acceleration {
    NONE,
    OVER_RELAXATION,
    ANDERSON
  }

  @Override
  public PlanSolution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    LinearProblem whole =
        LinearProblems.require(LinearProblems.refusalOf("sinkhorn", problem), problem);
    return new SinkhornRun(this, whole, monitor).solve(start);
  }

  /** Settings for a start on coarser clouds: roughly, and never in a domain that underflows. */
  Sinkhorn coarser(double atEps, double roughly, int most) {
    return new Sinkhorn(
        parameters, atEps, roughly, most, Domain.LOG, true, acceleration, relaxation, true);
  }
}
