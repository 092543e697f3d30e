package monge.views.image;

import java.util.List;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import monge.image.PixelImage;
import org.kordamp.ikonli.javafx.FontIcon;

/** One small picture a run: name, state, what is said of it. */
final class ContactSheet extends ScrollPane {

  private static final double WIDTH = 138;
  private static final double HEIGHT = 92;

  private final ImagesModel model;
  private final HBox row = new HBox(12);

  ContactSheet(ImagesModel model) {
    this.model = model;
    getStyleClass().addAll("bare", "contact-sheet");
    row.getStyleClass().add("contact-row");
    setContent(row);
    setFitToHeight(true);
    setVbarPolicy(ScrollBarPolicy.NEVER);
    model.runs().subscribe(this::show);
    model.selected().addListener(_ -> show(model.runs().get()));
  }

  private void show(List<ImageRun> runs) {
    // Thumbs are kept and changed in place: a rebuilt button would lose the focus while t moves.
    while (row.getChildren().size() > runs.size()) {
      row.getChildren().removeLast();
    }
    while (row.getChildren().size() < runs.size()) {
      row.getChildren().add(new Thumb());
    }
    for (int k = 0; k < runs.size(); k++) {
      ((Thumb) row.getChildren().get(k)).show(runs.get(k));
    }
  }

  /** A small picture with two lines below it. */
  private final class Thumb extends ToggleButton {

    private final ImageView view = new ImageView();
    private final StackPane frame = new StackPane(view);
    private final Label name = new Label();
    private final Label state = new Label();
    private final Label note = new Label();
    private int id;

    Thumb() {
      getStyleClass().add("thumb");
      view.setSmooth(true);
      view.setPreserveRatio(true);
      frame.getStyleClass().add("thumb-frame");
      frame.setMinSize(WIDTH, HEIGHT);
      frame.setPrefSize(WIDTH, HEIGHT);
      frame.setMaxSize(WIDTH, HEIGHT);
      frame.setClip(rounded());
      name.getStyleClass().add("thumb-name");
      name.setMaxWidth(WIDTH);
      state.setGraphicTextGap(4);
      state.setMinWidth(Region.USE_PREF_SIZE);
      note.getStyleClass().add("muted");
      Region gap = new Region();
      HBox.setHgrow(gap, Priority.ALWAYS);
      HBox second = new HBox(4, state, gap, note);
      second.getStyleClass().add("thumb-facts");
      second.setMaxWidth(WIDTH);
      Region outline = new Region();
      outline.getStyleClass().add("thumb-outline");
      outline.setMouseTransparent(true);
      VBox box = new VBox(new StackPane(frame, outline), name, second);
      box.setSpacing(2);
      VBox.setMargin(name, new javafx.geometry.Insets(3, 0, 0, 0));
      setGraphic(box);
      setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
      setOnAction(
          _ -> {
            setSelected(true);
            model.choose(id);
          });
    }

    private static Rectangle rounded() {
      Rectangle clip = new Rectangle(WIDTH, HEIGHT);
      clip.setArcWidth(8);
      clip.setArcHeight(8);
      return clip;
    }

    void show(ImageRun run) {
      id = run.id();
      setId("thumb-" + run.id());
      setSelected(model.selected().get() == run.id());
      view.setImage(run.thumb().map(Screens::image).orElse(null));
      run.thumb().ifPresent(this::cover);
      name.setText(run.name());
      FontIcon icon = new FontIcon(run.icon());
      icon.setIconSize(14);
      state.setGraphic(icon);
      state.setText(run.state());
      state.getStyleClass().removeAll("ok", "warn", "bad", "muted", "subtle");
      state.getStyleClass().add(run.tone());
      note.setText(run.note());
      setAccessibleText(run.name() + ", " + run.state() + ", " + run.note());
    }

    /** Fills the frame; what hangs over is cut off. */
    private void cover(PixelImage picture) {
      double scale = Math.max(WIDTH / picture.width(), HEIGHT / picture.height());
      view.setFitWidth(picture.width() * scale);
      view.setFitHeight(picture.height() * scale);
    }
  }
}
