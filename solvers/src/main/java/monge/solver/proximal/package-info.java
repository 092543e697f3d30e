/** Exact transport by proximal point steps: IPOT. */
@NullMarked
package monge.solver.proximal;

import org.jspecify.annotations.NullMarked;
