/** Distances between measures that are no plain transport: debiased, by kernels, by slices. */
@NullMarked
package monge.solver.divergence;

import org.jspecify.annotations.NullMarked;
