/**
 * What every workspace of the window shares: theme, strings, playback, the plug for a workspace.
 */
@NullMarked
package monge.app.frame;

import org.jspecify.annotations.NullMarked;
