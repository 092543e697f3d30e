/** What is asked: immutable transport problems, and the raw description they are built from. */
@NullMarked
package monge.problem;

import org.jspecify.annotations.NullMarked;
