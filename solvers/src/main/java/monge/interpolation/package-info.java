/**
 * From plan to motion: displacement interpolation, of particles along the entries of a plan ({@link
 * monge.interpolation.McCann}) and of normal laws. Drawing it is the views'.
 */
@NullMarked
package monge.interpolation;

import org.jspecify.annotations.NullMarked;
