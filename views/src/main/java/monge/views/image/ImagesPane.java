package monge.views.image;

import java.util.Locale;
import java.util.concurrent.Executor;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import monge.views.parameters.ShortLabel;
import monge.views.picture.HistogramPicture;
import monge.views.picture.PalettePicture;
import monge.views.surface.PictureSurface;

/**
 * The view of a colour transfer: the picture before and after, the target, histograms, palettes
 * with the plan between them, and one thumb a method.
 */
public final class ImagesPane extends BorderPane {

  private static final double SIDE = 320;
  private static final double TARGET = 216;
  private static final double PALETTES = 104;
  private static final double METHODS = 160;

  private final ImagesModel model;
  private final BeforeAfter viewer;
  private final ShortLabel scale = new ShortLabel("", "muted", "number");
  private final PictureSurface palettes;
  private final PictureSurface histograms;

  /**
   * @param painter runs paints off the window's thread
   * @param methodActions stand at the right end of the methods' header
   */
  public ImagesPane(ImagesModel model, Executor painter, Node... methodActions) {
    this.model = model;
    getStyleClass().addAll("images", "compare");
    viewer = new BeforeAfter(model, painter);
    palettes = new PictureSurface(painter);
    histograms = new PictureSurface(painter);
    palettes.setId("palettes");
    histograms.setId("histograms");

    VBox result = new VBox(resultHeader(), viewer);
    VBox.setVgrow(viewer, Priority.ALWAYS);
    result.setMinWidth(240);
    VBox side = side(painter);
    HBox top = new HBox(result, side);
    HBox.setHgrow(result, Priority.ALWAYS);
    setCenter(top);
    setBottom(below(methodActions));

    model.flow().addListener(_ -> drawPalettes());
    model.planned().addListener(_ -> drawPalettes());
    model.pointed().addListener(_ -> drawPalettes());
    model.histograms().addListener(_ -> drawHistograms());
    model
        .look()
        .addListener(
            _ -> {
              drawPalettes();
              drawHistograms();
            });
    palettes.hoveredProperty().addListener((_, _, over) -> model.pointed().set(over));
    InvalidationListener scaled = _ -> showScale();
    model.source().addListener(scaled);
    model.framing().addListener(scaled);
    model.comparison().addListener(scaled);
    viewer.widthProperty().addListener(scaled);
    viewer.heightProperty().addListener(scaled);
    drawPalettes();
    drawHistograms();
    showScale();
  }

  /** Whether no picture is being painted. */
  public boolean isIdle() {
    return palettes.isIdle() && histograms.isIdle();
  }

  private void drawPalettes() {
    model
        .flow()
        .get()
        .ifPresent(
            flow ->
                palettes.setPicture(
                    new PalettePicture(
                        flow, model.planned().get(), model.pointed().get(), model.look().get())));
  }

  private void drawHistograms() {
    model
        .histograms()
        .get()
        .ifPresent(
            h ->
                histograms.setPicture(
                    new HistogramPicture(h.before(), h.after(), h.target(), model.look().get())));
  }

  private void showScale() {
    double s = viewer.scaleOfPicture();
    scale.setText(s > 0 ? String.format(Locale.ROOT, "%.0f\u202f%%", 100 * s) : "");
  }

  private HBox resultHeader() {
    ToggleGroup ways = new ToggleGroup();
    HBox segments = new HBox();
    segments.setAlignment(Pos.CENTER_LEFT);
    segments.setMinWidth(Region.USE_PREF_SIZE);
    Comparison[] all = Comparison.values();
    for (int k = 0; k < all.length; k++) {
      Comparison way = all[k];
      ToggleButton segment = new ToggleButton(way.words());
      segment
          .getStyleClass()
          .addAll(
              "segment", k == 0 ? "left-pill" : k == all.length - 1 ? "right-pill" : "center-pill");
      segment.setId("compare-" + way.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      segment.setToggleGroup(ways);
      segment.setOnAction(
          _ -> {
            segment.setSelected(true);
            model.beforeHeld().set(false);
            model.comparison().set(way);
          });
      model.comparison().subscribe(now -> segment.setSelected(now == way));
      segments.getChildren().add(segment);
    }
    HBox surrounds = new HBox(6);
    surrounds.getStyleClass().add("surrounds");
    ToggleGroup greys = new ToggleGroup();
    for (Surround surround : Surround.values()) {
      ToggleButton swatch = new ToggleButton();
      swatch.getStyleClass().add("surround");
      swatch.setStyle("-surround: " + surround.colour() + ";");
      swatch.setAccessibleText(surround.words());
      swatch.setTooltip(new Tooltip(surround.words()));
      swatch.setToggleGroup(greys);
      swatch.setOnAction(
          _ -> {
            swatch.setSelected(true);
            model.surround().set(surround);
          });
      model.surround().subscribe(now -> swatch.setSelected(now == surround));
      surrounds.getChildren().add(swatch);
    }
    surrounds.setMinWidth(Region.USE_PREF_SIZE);
    ShortLabel words = muted("Surround");
    return header("Result", segments, gap(), scale, rule(), words, surrounds);
  }

  private VBox side(Executor painter) {
    ShortLabel name = muted("");
    Label size = new Label();
    size.getStyleClass().add("muted");
    model
        .target()
        .subscribe(
            named -> {
              name.setText(named.map(NamedImage::name).orElse(""));
              size.setText(named.map(n -> n.fullWidth() + " × " + n.fullHeight()).orElse(""));
            });
    size.setMinWidth(Region.USE_PREF_SIZE);
    FramedImage target = new FramedImage(model, painter);
    target.setPrefHeight(TARGET);
    target.setMinHeight(72);
    ShortLabel space = muted("");
    model
        .histograms()
        .subscribe(
            h ->
                space.setText(
                    h.map(x -> x.before().space().label() + " · square-root height").orElse("")));
    histograms.setPrefHeight(150);
    histograms.setMinHeight(68);
    VBox.setVgrow(histograms, Priority.ALWAYS);
    VBox side =
        new VBox(
            header("Target", name, gap(), size), target, header("Histograms", space), histograms);
    side.getStyleClass().add("images-side");
    side.setMinWidth(220);
    side.setPrefWidth(SIDE);
    side.setMaxWidth(SIDE);
    return side;
  }

  private VBox below(Node... methodActions) {
    ShortLabel counts = muted("");
    model
        .flow()
        .subscribe(
            flow ->
                counts.setText(
                    flow.map(
                            f ->
                                ("%d and %d swatches · width shows weight"
                                        + (model.planned().get() ? " · links show the plan" : ""))
                                    .formatted(f.source().size(), f.target().size()))
                        .orElse("")));
    Label note = new Label();
    note.getStyleClass().add("muted");
    note.textProperty().bind(model.paletteNote());
    note.setMinWidth(Region.USE_PREF_SIZE);
    fix(palettes, PALETTES);
    ContactSheet sheet = new ContactSheet(model);
    fix(sheet, METHODS);
    HBox methods = header("Methods", muted("same pictures, same palettes"), gap());
    methods.getChildren().addAll(methodActions);
    return new VBox(header("Palettes", counts, gap(), note), palettes, methods, sheet);
  }

  private static void fix(Region region, double height) {
    region.setMinHeight(height);
    region.setPrefHeight(height);
    region.setMaxHeight(height);
  }

  private static HBox header(String title, Node... rest) {
    Label words = new Label(title);
    words.getStyleClass().add("heading");
    words.setMinWidth(Region.USE_PREF_SIZE);
    HBox header = new HBox(words);
    header.getChildren().addAll(rest);
    header.getStyleClass().add("row-header");
    header.setMinHeight(24);
    header.setPrefHeight(24);
    header.setMaxHeight(24);
    return header;
  }

  private static ShortLabel muted(String words) {
    return new ShortLabel(words, "muted");
  }

  private static Region gap() {
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    return gap;
  }

  private static Region rule() {
    Region rule = new Region();
    rule.getStyleClass().add("bar-rule");
    rule.setMaxHeight(14);
    return rule;
  }
}
