/** What leaves the program as a figure. */
@NullMarked
package monge.app.export;

import org.jspecify.annotations.NullMarked;
