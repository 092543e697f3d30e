package monge.solver;

/**
 * What is known after an iteration; a quantity that is not known is NaN.
 *
 * @param iteration 1-based count in the solver's own unit (pivots, sweeps, outer steps)
 * @param objective the solver's own objective
 * @param marginalError {@code |P1 - a|_1 + |P'1 - b|_1}
 * @param gap primal of the rounded plan minus dual
 * @param change how far the plan or the potentials moved, in the solver's own measure
 */
public record TracePoint(
    int iteration, double objective, double marginalError, double gap, double change) {}
