/**
 * Who answers: the service interface of solvers, their registry, how a solve is watched, and what
 * it returns. A program starts from {@link monge.solver.SolverRegistry}; a new solver implements
 * {@link monge.solver.SolverProvider} in a package of its family below, and is reached by its id
 * alone.
 */
@NullMarked
package monge.solver;

import org.jspecify.annotations.NullMarked;
