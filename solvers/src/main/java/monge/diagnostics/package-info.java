/**
 * Is it right: marginal errors, duality gaps and optimality certificates of any plan and
 * potentials, whoever made them, and what a regularisation strength means for a problem. Start from
 * {@link monge.diagnostics.OptimalityCertificate}. Nothing here solves.
 */
@NullMarked
package monge.diagnostics;

import org.jspecify.annotations.NullMarked;
