package monge.problem;

/** A question that a solver answers. Immutable. */
public sealed interface TransportProblem permits LinearProblem, GaussianProblem {}
