/** The command line: one verb a class, all over the same engine as the window. */
@NullMarked
package monge.app.cli;

import org.jspecify.annotations.NullMarked;
