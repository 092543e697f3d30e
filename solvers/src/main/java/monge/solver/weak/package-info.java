/**
 * Weak transport: costs that see where a point's mass goes on the whole ({@code weak-ot}). Its
 * interior point method is its own: that of {@link monge.solver.adaptive} solves another problem.
 */
@NullMarked
package monge.solver.weak;

import org.jspecify.annotations.NullMarked;
