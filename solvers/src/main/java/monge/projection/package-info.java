/**
 * From plan to map: where each point goes. {@link monge.projection.Barycentric} has images of the
 * points themselves, a {@link monge.projection.PointMap} those of any point. Motion in between
 * belongs to {@link monge.interpolation}, maps of colours to {@link monge.image}.
 */
@NullMarked
package monge.projection;

import org.jspecify.annotations.NullMarked;
