/**
 * Couplings whose spread is controlled: quadratic regularisation ({@code smooth-l2}), adaptive
 * (OTARI) regularisation that holds every row or column to a number of effective neighbours, and
 * global regularisation of a given average perplexity. Plain entropy is in {@link
 * monge.solver.entropic}.
 */
@NullMarked
package monge.solver.adaptive;

import org.jspecify.annotations.NullMarked;
