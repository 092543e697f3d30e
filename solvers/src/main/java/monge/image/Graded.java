package monge.image;

/**
 * A picture after a colour map.
 *
 * @param clippedShare the share of visible pixels, in [0,1], that left the sRGB gamut and were
 *     clipped to it; 0 for a picture without visible pixels
 */
public record Graded(PixelImage image, double clippedShare) {}
