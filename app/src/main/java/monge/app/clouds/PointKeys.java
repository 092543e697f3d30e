package monge.app.clouds;

import java.util.Optional;
import javafx.scene.input.KeyEvent;
import monge.app.clouds.CloudData.Side;
import monge.measure.DiscreteMeasure;
import monge.views.picture.Camera;
import monge.views.picture.Selection;
import monge.views.surface.PictureSurface;

/**
 * Points by the keyboard, for a picture that shows them in place: arrows go from point to point,
 * first through the sources and then through the targets; with the shortcut key they move the point
 * that is pointed at, and Escape lets go of it.
 */
final class PointKeys {

  /** Pixels that a press of an arrow moves a point. */
  private static final double STEP = 4;

  private final CloudsModel model;
  private final PictureSurface surface;

  private PointKeys(CloudsModel model, PictureSurface surface) {
    this.model = model;
    this.surface = surface;
  }

  /** Lets the keyboard reach a surface and its points. */
  static void listen(CloudsModel model, PictureSurface surface) {
    PointKeys keys = new PointKeys(model, surface);
    surface.setFocusTraversable(true);
    surface.addEventHandler(KeyEvent.KEY_PRESSED, keys::pressed);
  }

  private void pressed(KeyEvent event) {
    boolean moving = event.isShortcutDown();
    switch (event.getCode()) {
      case RIGHT -> act(event, moving, 1, 1, 0);
      case DOWN -> act(event, moving, 1, 0, -1);
      case LEFT -> act(event, moving, -1, -1, 0);
      case UP -> act(event, moving, -1, 0, 1);
      case ESCAPE -> {
        if (!(model.state().selection() instanceof Selection.Nothing)) {
          model.select(Selection.NONE);
          event.consume();
        }
      }
      default -> {}
    }
  }

  private void act(KeyEvent event, boolean moving, int step, int right, int up) {
    if (moving) {
      move(right, up);
    } else {
      go(step);
    }
    event.consume();
  }

  /** Goes to the next point or the one before; after the last comes the first. */
  private void go(int step) {
    int sources = model.state().data().source().size();
    int all = sources + model.state().data().target().size();
    Selection now = model.state().selection();
    int place =
        CloudsModel.side(now)
            .map(side -> CloudsModel.index(now) + (side == Side.SOURCE ? 0 : sources))
            .orElse(step > 0 ? -1 : all);
    int next = Math.floorMod(place + step, all);
    model.select(
        next < sources
            ? new Selection.SourcePoint(next)
            : new Selection.TargetPoint(next - sources));
  }

  private void move(int right, int up) {
    Selection now = model.state().selection();
    Optional<Side> side = CloudsModel.side(now);
    Optional<Camera> camera = camera();
    if (side.isEmpty() || camera.isEmpty()) {
      return;
    }
    DiscreteMeasure cloud = model.state().data().cloud(side.get());
    int index = CloudsModel.index(now);
    double unit = STEP / camera.get().pixelsPerUnit();
    if (index < cloud.size() && cloud.dimension() == 2) {
      model.dragPoint(
          now, cloud.coordinate(index, 0) + right * unit, cloud.coordinate(index, 1) + up * unit);
    }
  }

  private Optional<Camera> camera() {
    return Optional.ofNullable(surface.pictureProperty().get())
        .flatMap(
            picture ->
                picture.camera(
                    (int) Math.ceil(surface.getWidth()), (int) Math.ceil(surface.getHeight())));
  }
}
