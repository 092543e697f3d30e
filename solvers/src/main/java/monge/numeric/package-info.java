/** Numerical kernels and small algorithms that the solvers share. */
@NullMarked
package monge.numeric;

import org.jspecify.annotations.NullMarked;
