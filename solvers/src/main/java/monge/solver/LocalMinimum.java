package monge.solver;

/**
 * A stationary point that one start of a non-convex solve has led to.
 *
 * @param start where the run began, such as "product plan" or "random start 3"
 * @param value what is minimised, there
 */
public record LocalMinimum(String start, double value) {}
