/** The Images workspace: one picture gets the colours of another, method beside method. */
@NullMarked
package monge.app.images;

import org.jspecify.annotations.NullMarked;
