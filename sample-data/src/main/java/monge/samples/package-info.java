/** Ready examples, each with the question it answers. */
@NullMarked
package monge.samples;

import org.jspecify.annotations.NullMarked;
