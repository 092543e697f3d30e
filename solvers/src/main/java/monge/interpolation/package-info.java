/** From plan to motion: displacement interpolation. */
@NullMarked
package monge.interpolation;

import org.jspecify.annotations.NullMarked;
