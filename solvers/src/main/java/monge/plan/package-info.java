/**
 * What comes out: couplings in the storage that suits the solver, potentials, rounding to
 * feasibility.
 */
@NullMarked
package monge.plan;

import org.jspecify.annotations.NullMarked;
