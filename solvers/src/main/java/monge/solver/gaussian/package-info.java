/** Closed forms between normal laws: the Bures-Wasserstein distance and Brenier's affine map. */
@NullMarked
package monge.solver.gaussian;

import org.jspecify.annotations.NullMarked;
