/** Where each source point lands, by different readings of one plan. */
@NullMarked
package monge.views.projection;

import org.jspecify.annotations.NullMarked;
