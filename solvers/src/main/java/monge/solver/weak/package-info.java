/** Weak transport: costs that see where a point's mass goes on the whole. */
@NullMarked
package monge.solver.weak;

import org.jspecify.annotations.NullMarked;
