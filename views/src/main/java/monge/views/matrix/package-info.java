/** The plan as a heat map. */
@NullMarked
package monge.views.matrix;

import org.jspecify.annotations.NullMarked;
