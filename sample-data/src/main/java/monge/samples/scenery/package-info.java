/**
 * Landscapes rendered by formula, close enough to photographs to move colours between: light, haze,
 * water, clouds and grain.
 */
@NullMarked
package monge.samples.scenery;

import org.jspecify.annotations.NullMarked;
