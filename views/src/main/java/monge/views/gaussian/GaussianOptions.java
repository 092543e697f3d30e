package monge.views.gaussian;

import java.util.Optional;
import monge.measure.DiscreteMeasure;

/**
 * What a {@link GaussianPicture} shows besides the two ellipses.
 *
 * @param sourceDraws draws of the source; empty pictures none
 * @param targetDraws draws of the target
 * @param arrows where some points of the source go
 * @param between the ellipses on the way
 * @param stretches the axes along which the map only stretches
 * @param handles the places to pull at
 */
public record GaussianOptions(
    Optional<DiscreteMeasure> sourceDraws,
    Optional<DiscreteMeasure> targetDraws,
    boolean arrows,
    boolean between,
    boolean stretches,
    boolean handles) {}
