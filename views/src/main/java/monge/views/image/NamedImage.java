package monge.views.image;

import monge.image.PixelImage;

/**
 * A picture and what it is called.
 *
 * @param image for the screen; may be smaller than the picture it stands for
 * @param fullWidth the picture's own width in pixels
 * @param fullHeight the picture's own height in pixels
 */
public record NamedImage(String name, PixelImage image, int fullWidth, int fullHeight) {}
