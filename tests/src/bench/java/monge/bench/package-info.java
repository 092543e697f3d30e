/**
 * Speeds, measured in the profile {@code bench}: kernels and solvers by JMH, what a person feels in
 * JVMs of its own.
 */
@NullMarked
package monge.bench;

import org.jspecify.annotations.NullMarked;
