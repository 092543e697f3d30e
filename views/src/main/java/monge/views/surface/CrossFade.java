package monge.views.surface;

import java.nio.IntBuffer;
import javafx.animation.FadeTransition;
import javafx.animation.Interpolator;
import javafx.application.Platform;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.util.Duration;

/** The pixels of before, fading away over those of now; at once where motion is unwanted. */
final class CrossFade {

  private static final Duration TIME = Duration.millis(240);

  private final ImageView old = new ImageView();
  private final FadeTransition fade = new FadeTransition(TIME, old);

  CrossFade() {
    old.setManaged(false);
    old.setMouseTransparent(true);
    old.setSmooth(false);
    old.setVisible(false);
    fade.setToValue(0);
    fade.setInterpolator(Interpolator.SPLINE(0.2, 0, 0, 1));
    fade.setOnFinished(_ -> stop());
  }

  /** What stands over the picture. */
  ImageView node() {
    return old;
  }

  /**
   * Begins to fade pixels away.
   *
   * @param pixels of before, copied
   * @param strength how strong they stood, in [0,1]
   */
  void start(int[] pixels, int width, int height, double scale, double strength) {
    if (Platform.getPreferences().isReducedMotion()) {
      return;
    }
    fade.stop();
    old.setImage(
        new WritableImage(
            new PixelBuffer<>(
                width,
                height,
                IntBuffer.wrap(pixels.clone()),
                PixelFormat.getIntArgbPreInstance())));
    old.setFitWidth(width / scale);
    old.setFitHeight(height / scale);
    old.setVisible(true);
    fade.setFromValue(strength);
    fade.playFromStart();
  }

  /** Whether the pixels of before can still be seen. */
  boolean isRunning() {
    return old.isVisible();
  }

  /** The pixels of before are gone. */
  void stop() {
    fade.stop();
    old.setVisible(false);
    old.setImage(null);
  }
}
