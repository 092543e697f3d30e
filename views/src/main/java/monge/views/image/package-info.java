/** Pictures before and after: wipe, palettes, histograms, contact sheet. */
@NullMarked
package monge.views.image;

import org.jspecify.annotations.NullMarked;
