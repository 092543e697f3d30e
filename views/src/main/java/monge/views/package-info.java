/** What a view is, and what all views share. */
@NullMarked
package monge.views;

import org.jspecify.annotations.NullMarked;
