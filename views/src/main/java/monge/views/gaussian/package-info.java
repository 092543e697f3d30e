/** Two Gaussians in the plane, the map between them, its potential, and distances compared. */
@NullMarked
package monge.views.gaussian;

import org.jspecify.annotations.NullMarked;
