/**
 * How answers change with their data: derivatives of entropic values by the envelope theorem
 * ({@link monge.derivative.EntropicGradient}), and of any number made of an entropic plan, by the
 * implicit function theorem or backwards through the iteration. The plans come from the solvers.
 */
@NullMarked
package monge.derivative;

import org.jspecify.annotations.NullMarked;
