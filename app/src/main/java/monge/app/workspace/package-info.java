/** The immutable state of a workspace and its observable holder. */
@NullMarked
package monge.app.workspace;

import org.jspecify.annotations.NullMarked;
