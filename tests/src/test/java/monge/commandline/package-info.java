/** The command line, end to end. */
@NullMarked
package monge.commandline;

import org.jspecify.annotations.NullMarked;
