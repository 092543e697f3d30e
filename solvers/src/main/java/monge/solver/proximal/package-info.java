/**
 * Exact transport by proximal point steps, each an entropic problem: {@code ipot}. Proximal steps
 * of unbalanced problems live with {@link monge.solver.unbalanced}.
 */
@NullMarked
package monge.solver.proximal;

import org.jspecify.annotations.NullMarked;
