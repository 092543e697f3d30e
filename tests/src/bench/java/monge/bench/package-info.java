/** Speeds, measured by JMH in the profile {@code bench}. */
@NullMarked
package monge.bench;

import org.jspecify.annotations.NullMarked;
