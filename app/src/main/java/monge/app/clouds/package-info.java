/** The Clouds workspace: two point clouds, several runs side by side. */
@NullMarked
package monge.app.clouds;

import org.jspecify.annotations.NullMarked;
