/**
 * Colours as measures: {@link monge.image.Palette} makes a cloud of a picture, {@link
 * monge.image.ColorTransfer} a map of colour space of an answer between two palettes. Pictures are
 * arrays of samples here; files and screens are the application's.
 */
@NullMarked
package monge.image;

import org.jspecify.annotations.NullMarked;
