/** What is drawn: pure functions from a solution to strokes on a Graphics2D. */
@NullMarked
package monge.views.picture;

import org.jspecify.annotations.NullMarked;
