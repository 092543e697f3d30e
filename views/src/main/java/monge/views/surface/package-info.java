/** Where pictures are drawn in the window, and how hands move them. */
@NullMarked
package monge.views.surface;

import org.jspecify.annotations.NullMarked;
