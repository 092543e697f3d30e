package monge.views.image;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import javafx.scene.image.ImageView;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import monge.image.PaletteFlow;
import monge.views.picture.Selection;

/** The whole target within its surround; what is not of the swatch pointed at is covered. */
final class FramedImage extends Region {

  private final ImageView view = new ImageView();
  private final ImageView cover = new ImageView();
  private final ImagesModel model;
  private final Veil veil;
  private Optional<NamedImage> shown = Optional.empty();

  /**
   * @param painter finds the pixels of a swatch, off the window's thread
   */
  FramedImage(ImagesModel model, Executor painter) {
    this.model = model;
    veil = new Veil(painter);
    cover.imageProperty().bind(veil.image());
    for (ImageView part : new ImageView[] {view, cover}) {
      part.setManaged(false);
      part.setMouseTransparent(true);
      part.setSmooth(true);
    }
    getChildren().addAll(view, cover);
    setMinSize(80, 60);
    model
        .target()
        .subscribe(
            named -> {
              shown = named;
              view.setImage(named.map(n -> Screens.image(n.image())).orElse(null));
              followPalette();
              requestLayout();
            });
    model.flow().subscribe(_ -> followPalette());
    // The picture under the pointer is looked at, and stays as it is.
    model.pointed().subscribe(now -> veil.point(isHover() ? OptionalInt.empty() : swatch(now)));
    addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
    addEventHandler(MouseEvent.MOUSE_EXITED, _ -> model.pointed().set(Selection.NONE));
    model.surround().subscribe(s -> setStyle("-fx-background-color: " + s.colour() + ";"));
  }

  @Override
  protected void layoutChildren() {
    shown.ifPresent(
        named -> {
          double w = named.image().width();
          double h = named.image().height();
          Framing.Place at = place(named);
          for (ImageView part : new ImageView[] {view, cover}) {
            part.setFitWidth(w * at.scale());
            part.setFitHeight(h * at.scale());
            part.relocate(at.x(), at.y());
          }
        });
  }

  private Framing.Place place(NamedImage named) {
    return Framing.WHOLE.place(
        named.image().width(), named.image().height(), getWidth(), getHeight(), BeforeAfter.MARGIN);
  }

  private void followPalette() {
    veil.follow(shown.map(NamedImage::image), model.flow().get().map(PaletteFlow::target));
  }

  private static OptionalInt swatch(Selection pointed) {
    return pointed instanceof Selection.TargetPoint(int j)
        ? OptionalInt.of(j)
        : OptionalInt.empty();
  }

  private void hover(MouseEvent e) {
    shown.ifPresent(
        named -> {
          Framing.Place at = place(named);
          OptionalInt under =
              veil.swatchAt((e.getX() - at.x()) / at.scale(), (e.getY() - at.y()) / at.scale());
          model
              .pointed()
              .set(under.isEmpty() ? Selection.NONE : new Selection.TargetPoint(under.getAsInt()));
        });
  }
}
