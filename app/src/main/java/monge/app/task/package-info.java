/** The one place where threads start. */
@NullMarked
package monge.app.task;

import org.jspecify.annotations.NullMarked;
