/** Colours as measures: colour spaces, palettes, and maps of a colour space to itself. */
@NullMarked
package monge.image;

import org.jspecify.annotations.NullMarked;
