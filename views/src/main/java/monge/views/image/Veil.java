package monge.views.image;

import java.nio.IntBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import monge.image.Palette;
import monge.image.PixelImage;
import monge.image.SwatchMap;
import org.jspecify.annotations.Nullable;

/**
 * Links the pixels of a picture to the swatches of its palette: covers all that is not of the
 * swatch pointed at elsewhere, and tells the swatch of a pixel. Swatches are looked up off the
 * window's thread, once for a picture and its palette.
 */
final class Veil {

  /** Neutral grey at 72 %, alpha premultiplied. */
  private static final int COVER = 0xb8565656;

  private final Executor painter;
  private final ReadOnlyObjectWrapper<@Nullable Image> image = new ReadOnlyObjectWrapper<>();
  private @Nullable PixelImage picture;
  private @Nullable Palette palette;
  private @Nullable SwatchMap map;
  private OptionalInt pointed = OptionalInt.empty();

  Veil(Executor painter) {
    this.painter = painter;
  }

  /** What lies over the picture; null while nothing is pointed at. */
  ReadOnlyObjectProperty<@Nullable Image> image() {
    return image.getReadOnlyProperty();
  }

  /** Another picture or palette. */
  void follow(Optional<PixelImage> nextPicture, Optional<Palette> nextPalette) {
    PixelImage pixels = nextPicture.orElse(null);
    Palette swatches = nextPalette.orElse(null);
    if (pixels == picture && swatches == palette) {
      return;
    }
    picture = pixels;
    palette = swatches;
    map = null;
    show();
    if (pixels == null || swatches == null) {
      return;
    }
    try {
      painter.execute(
          () -> {
            SwatchMap made = SwatchMap.of(pixels, swatches);
            Platform.runLater(
                () -> {
                  if (pixels == picture && swatches == palette) {
                    map = made;
                    show();
                  }
                });
          });
    } catch (RejectedExecutionException e) {
      // The window is closing; nobody will point any more.
      map = null;
    }
  }

  /** Another swatch is pointed at, or none. */
  void point(OptionalInt swatch) {
    if (!swatch.equals(pointed)) {
      pointed = swatch;
      show();
    }
  }

  /** The swatch of a pixel; empty outside the picture and before it is known. */
  OptionalInt swatchAt(double x, double y) {
    SwatchMap known = map;
    if (known == null || x < 0 || y < 0 || x >= known.width() || y >= known.height()) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(known.swatch((int) x, (int) y));
  }

  private void show() {
    SwatchMap known = map;
    if (known == null || pointed.isEmpty()) {
      image.set(null);
      return;
    }
    image.set(
        new WritableImage(
            new PixelBuffer<>(
                known.width(),
                known.height(),
                IntBuffer.wrap(known.veil(pointed.getAsInt(), COVER)),
                PixelFormat.getIntArgbPreInstance())));
  }
}
