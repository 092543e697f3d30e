/**
 * What is moved: weighted point clouds ({@link monge.measure.DiscreteMeasure}, where to start) and
 * normal laws. Measures know their points, weights, labels and distances of their own, nothing of
 * costs, plans or files; generators of clouds live with the samples.
 */
@NullMarked
package monge.measure;

import org.jspecify.annotations.NullMarked;
