/** Starts the program: the window, or the command line. */
@NullMarked
package monge.app;

import org.jspecify.annotations.NullMarked;
