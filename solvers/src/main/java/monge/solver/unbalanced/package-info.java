/**
 * Mass that may be created, destroyed or left where it is: penalised marginals, blurred ({@code
 * unbalanced-kl}) or sharp, and partial transport of a given mass. The masses of the clouds need
 * not agree, and a plan's marginals are part of the answer.
 */
@NullMarked
package monge.solver.unbalanced;

import org.jspecify.annotations.NullMarked;
