/** One registry of commands feeding menus, the command field and shortcuts. */
@NullMarked
package monge.app.command;

import org.jspecify.annotations.NullMarked;
