/**
 * Gromov-Wasserstein: plans that keep the distances within each cloud, whatever space the clouds
 * lie in.
 */
@NullMarked
package monge.solver.gromov;

import org.jspecify.annotations.NullMarked;
