/**
 * Numerical kernels and small algorithms that the solvers share; no part of the interface for users
 * of the engine. Arguments are not checked, results go into arrays of the caller, and loops use all
 * processors through {@link monge.numeric.Parallel}. {@link monge.numeric.Kernels} is where inner
 * loops begin.
 */
@NullMarked
package monge.numeric;

import org.jspecify.annotations.NullMarked;
