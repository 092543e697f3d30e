/** What moving costs: ground costs and the geometries that evaluate them. */
@NullMarked
package monge.cost;

import org.jspecify.annotations.NullMarked;
