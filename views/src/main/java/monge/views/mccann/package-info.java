/** Mass on its way from source to target. */
@NullMarked
package monge.views.mccann;

import org.jspecify.annotations.NullMarked;
