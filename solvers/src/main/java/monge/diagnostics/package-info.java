/** Is it right: marginal errors, duality gaps, optimality certificates. */
@NullMarked
package monge.diagnostics;

import org.jspecify.annotations.NullMarked;
