/** The plan as lines between its clouds. */
@NullMarked
package monge.views.plan;

import org.jspecify.annotations.NullMarked;
