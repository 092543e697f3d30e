/**
 * Couplings whose spread is controlled point by point: quadratic regularisation, adaptive (OTARI)
 * regularisation, and global regularisation of a given average perplexity.
 */
@NullMarked
package monge.solver.adaptive;

import org.jspecify.annotations.NullMarked;
