/**
 * Closed forms between normal laws: the Bures-Wasserstein distance and Brenier's affine map, of
 * laws given ({@code gaussian-w2}) or fitted to clouds ({@code linear-map}). The path between them
 * is in {@link monge.interpolation}.
 */
@NullMarked
package monge.solver.gaussian;

import org.jspecify.annotations.NullMarked;
