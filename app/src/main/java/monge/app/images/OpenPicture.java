package monge.app.images;

import monge.image.PixelImage;
import monge.views.image.NamedImage;

/**
 * A picture that is open, in the sizes that are needed.
 *
 * @param place where it came from: a file or a sample
 * @param full the picture itself
 * @param preview for the screen
 * @param thumb for the contact sheet and the histograms
 */
record OpenPicture(
    String name, String place, PixelImage full, PixelImage preview, PixelImage thumb) {

  private static final int PREVIEW = 1024;
  private static final int THUMB = 280;

  static OpenPicture of(String name, String place, PixelImage full) {
    PixelImage preview = full.fitting(PREVIEW, PREVIEW);
    return new OpenPicture(name, place, full, preview, preview.fitting(THUMB, THUMB));
  }

  NamedImage shown() {
    return new NamedImage(name, preview, full.width(), full.height());
  }

  /** Such as {@code 640 × 427, 8-bit}. */
  String facts() {
    return "%d × %d, %d-bit%s"
        .formatted(full.width(), full.height(), full.depth(), full.hasAlpha() ? ", alpha" : "");
  }
}
