/** Laws that every solver obeys. */
@NullMarked
package monge.laws;

import org.jspecify.annotations.NullMarked;
