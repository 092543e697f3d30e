/** A person's ways through the window, played without a display. */
@NullMarked
package monge.window;

import org.jspecify.annotations.NullMarked;
