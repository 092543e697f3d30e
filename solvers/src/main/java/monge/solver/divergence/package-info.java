/**
 * Distances between measures that are no plain transport: debiased ({@code sinkhorn-divergence}),
 * by kernels, by slices; and the derivatives of entropic values on request of a file. None of them
 * is meant for its plan.
 */
@NullMarked
package monge.solver.divergence;

import org.jspecify.annotations.NullMarked;
