/** How answers change with their data: derivatives of values and of entropic plans. */
@NullMarked
package monge.derivative;

import org.jspecify.annotations.NullMarked;
