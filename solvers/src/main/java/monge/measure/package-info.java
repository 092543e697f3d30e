/** What is moved: weighted point clouds and Gaussians. */
@NullMarked
package monge.measure;

import org.jspecify.annotations.NullMarked;
