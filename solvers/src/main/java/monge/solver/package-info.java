/**
 * Who answers: the service interface of solvers, their registry, how a solve is watched, and what
 * it returns.
 */
@NullMarked
package monge.solver;

import org.jspecify.annotations.NullMarked;
