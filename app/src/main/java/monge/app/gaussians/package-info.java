/** The Gaussians workspace: two Gaussians pulled about by hand, everything in closed form. */
@NullMarked
package monge.app.gaussians;

import org.jspecify.annotations.NullMarked;
