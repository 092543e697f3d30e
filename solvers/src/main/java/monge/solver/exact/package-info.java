/**
 * Exact solvers of the linear program, each with a proof of optimality: the network simplex ({@code
 * emd}, the one to start from), shortest augmenting paths for assignments, quantile matching on the
 * line. Partial transport, which ends in the simplex, lives with {@link monge.solver.unbalanced}.
 */
@NullMarked
package monge.solver.exact;

import org.jspecify.annotations.NullMarked;
