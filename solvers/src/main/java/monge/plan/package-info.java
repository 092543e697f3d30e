/**
 * What comes out: the {@link monge.plan.Coupling} in the storage that suits its solver, dual
 * potentials, and rounding of a nearly feasible plan. How good a plan is belongs to {@link
 * monge.diagnostics}; what is made of it, to {@link monge.projection} and {@link
 * monge.interpolation}.
 */
@NullMarked
package monge.plan;

import org.jspecify.annotations.NullMarked;
