package monge.app.images;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import monge.app.frame.Entries;
import monge.app.frame.Icons;
import monge.app.frame.Scrolling;
import monge.app.frame.Strings;
import monge.app.images.ImagesState.Fit;
import monge.image.ColorSpace;
import monge.views.image.Screens;
import monge.views.parameters.NumberField;
import monge.views.picture.Numbers;

/** Both pictures, and how palettes are drawn from them. */
final class DataPanel extends StackPane {

  private static final int MOST_COLOURS = 4096;

  private final TransferModel model;
  private final ComboBox<ColorSpace> space = new ComboBox<>();
  private final NumberField colours = new NumberField();
  private final NumberField seed = new NumberField();
  private boolean showing;

  /**
   * @param openSource asks for another source picture
   * @param openTarget asks for another target picture
   */
  DataPanel(TransferModel model, Runnable openSource, Runnable openTarget) {
    this.model = model;
    VBox content =
        new VBox(
            picture("images.source", "open-source", openSource, ImagesState::source),
            picture("images.target", "open-target", openTarget, ImagesState::target),
            fit());
    getChildren().add(Scrolling.panel(content));
    model.stateProperty().subscribe(this::show);
  }

  private VBox picture(
      String key, String id, Runnable open, Function<ImagesState, Optional<OpenPicture>> chosen) {
    Button button = Icons.button("mdi2f-folder-outline", 16, Strings.of(key + ".open"), open);
    button.getStyleClass().add("tiny");
    button.setId(id);
    ImageView thumb = new ImageView();
    thumb.setPreserveRatio(true);
    thumb.setSmooth(true);
    thumb.setFitWidth(176);
    thumb.setFitHeight(132);
    Label name = new Label();
    Label facts = Entries.muted("");
    facts.getStyleClass().add("caption");
    model
        .stateProperty()
        .map(state -> chosen.apply(state))
        .subscribe(
            picture -> {
              thumb.setImage(
                  picture == null ? null : picture.map(p -> Screens.image(p.thumb())).orElse(null));
              name.setText(
                  picture == null
                      ? ""
                      : picture.map(OpenPicture::name).orElse(Strings.of("images.none")));
              facts.setText(picture == null ? "" : picture.map(OpenPicture::facts).orElse(""));
            });
    name.setStyle("-fx-font-size: 13px;");
    VBox words = new VBox(name, facts);
    return Entries.section(Entries.pair(Entries.heading(Strings.of(key)), button), thumb, words);
  }

  private VBox fit() {
    space
        .getItems()
        .setAll(ColorSpace.OKLAB, ColorSpace.CIELAB, ColorSpace.SRGB, ColorSpace.LINEAR_RGB);
    space.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(ColorSpace s) {
            return s == null ? "" : s.label();
          }

          @Override
          public ColorSpace fromString(String label) {
            return ColorSpace.named(label);
          }
        });
    space.setId("space");
    space.setMaxWidth(Double.MAX_VALUE);
    space.setAccessibleText(Strings.of("images.space"));
    space
        .valueProperty()
        .addListener(
            (_, _, chosen) -> {
              if (!showing && chosen != null) {
                Fit fit = model.state().fit();
                model.setFit(new Fit(chosen, fit.colours(), fit.seed()));
              }
            });
    whole(
        colours,
        "colours",
        1,
        MOST_COLOURS,
        n -> {
          Fit fit = model.state().fit();
          model.setFit(new Fit(fit.space(), n, fit.seed()));
        });
    whole(
        seed,
        "seed",
        0,
        999_999,
        n -> {
          Fit fit = model.state().fit();
          model.setFit(new Fit(fit.space(), fit.colours(), n));
        });
    Label spaceLabel = Entries.muted(Strings.of("images.space"));
    VBox.setMargin(spaceLabel, new javafx.geometry.Insets(0, 0, -4, 0));
    VBox box =
        Entries.section(
            Entries.heading(Strings.of("images.fit")),
            spaceLabel,
            space,
            Entries.pair(Entries.muted(Strings.of("images.colours")), colours),
            Entries.pair(Entries.muted(Strings.of("images.seed")), seed));
    box.getStyleClass().add("last");
    return box;
  }

  private static void whole(
      NumberField field, String id, int least, int most, Consumer<Integer> taker) {
    field.setId(id);
    field.setPrefWidth(50);
    field.setMinWidth(50);
    field.setMaxWidth(50);
    field.setAccessibleText(Strings.of("images." + id));
    Function<Integer, String> take =
        n -> {
          if (n < least || n > most) {
            return Strings.of("images.range", n, least, most);
          }
          taker.accept(n);
          return "";
        };
    field.onCommit(
        text -> {
          try {
            return take.apply(Integer.parseInt(Numbers.typed(text)));
          } catch (NumberFormatException e) {
            return Strings.of("images.range", text, least, most);
          }
        });
    field.onStep(
        direction -> {
          try {
            int stepped = Integer.parseInt(Numbers.typed(field.getText())) + direction;
            field.setDanger(!take.apply(stepped).isEmpty());
          } catch (NumberFormatException _) {
            field.setDanger(true);
          }
        });
  }

  private void show(ImagesState state) {
    showing = true;
    space.setValue(state.fit().space());
    colours.show(Integer.toString(state.fit().colours()));
    seed.show(Integer.toString(state.fit().seed()));
    showing = false;
  }
}
