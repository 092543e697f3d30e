/** From plan to map: where each point goes. */
@NullMarked
package monge.projection;

import org.jspecify.annotations.NullMarked;
