/**
 * Gromov-Wasserstein: plans that keep the distances within each cloud, whatever space the clouds
 * lie in. Start from {@code gromov}; fused, entropic and semi-relaxed problems are variants of it.
 * All are non-convex: answers are local minima. Kernel information in place of distances is {@link
 * monge.solver.info}.
 */
@NullMarked
package monge.solver.gromov;

import org.jspecify.annotations.NullMarked;
