package monge.views.image;

import java.util.Optional;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;

/** One whole picture within its surround. */
final class FramedImage extends Region {

  private final ImageView view = new ImageView();
  private Optional<NamedImage> shown = Optional.empty();

  FramedImage(ImagesModel model) {
    view.setManaged(false);
    view.setSmooth(true);
    getChildren().add(view);
    setMinSize(80, 60);
    model
        .target()
        .subscribe(
            named -> {
              shown = named;
              view.setImage(named.map(n -> Screens.image(n.image())).orElse(null));
              requestLayout();
            });
    model.surround().subscribe(s -> setStyle("-fx-background-color: " + s.colour() + ";"));
  }

  @Override
  protected void layoutChildren() {
    shown.ifPresent(
        named -> {
          double w = named.image().width();
          double h = named.image().height();
          Framing.Place at = Framing.WHOLE.place(w, h, getWidth(), getHeight(), BeforeAfter.MARGIN);
          view.setFitWidth(w * at.scale());
          view.setFitHeight(h * at.scale());
          view.relocate(at.x(), at.y());
        });
  }
}
