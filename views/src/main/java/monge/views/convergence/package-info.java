/** How a solve went, iteration by iteration. */
@NullMarked
package monge.views.convergence;

import org.jspecify.annotations.NullMarked;
