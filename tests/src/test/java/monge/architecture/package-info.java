/** The rules of the house, checked. */
@NullMarked
package monge.architecture;

import org.jspecify.annotations.NullMarked;
