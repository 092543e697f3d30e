/**
 * Settings that describe themselves once, for the inspector, the command line, the session and the
 * reference page.
 */
@NullMarked
package monge.parameter;

import org.jspecify.annotations.NullMarked;
