/**
 * Exact solvers of the linear program, each with a proof of optimality: the network simplex,
 * shortest augmenting paths for assignments, quantile matching on the line.
 */
@NullMarked
package monge.solver.exact;

import org.jspecify.annotations.NullMarked;
