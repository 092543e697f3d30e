package monge.views.image;

import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import monge.image.ChannelHistogram;
import monge.image.PaletteFlow;
import monge.image.PixelImage;
import monge.views.picture.Look;
import monge.views.picture.Selection;

/** What the view of two pictures shows. Whoever solves sets it; the nodes listen. */
public final class ImagesModel {

  /** The three histograms drawn together. */
  public record Histograms(
      ChannelHistogram before, ChannelHistogram after, ChannelHistogram target) {}

  private final ObjectProperty<Optional<NamedImage>> source =
      new SimpleObjectProperty<>(Optional.empty());
  private final ObjectProperty<Optional<NamedImage>> target =
      new SimpleObjectProperty<>(Optional.empty());
  private final ObjectProperty<Optional<PixelImage>> result =
      new SimpleObjectProperty<>(Optional.empty());
  private final StringProperty resultName = new SimpleStringProperty("");
  private final StringProperty absence = new SimpleStringProperty("");
  private final ObjectProperty<List<ImageRun>> runs = new SimpleObjectProperty<>(List.of());
  private final ObjectProperty<Integer> selected = new SimpleObjectProperty<>(0);
  private final ObjectProperty<Optional<PaletteFlow>> flow =
      new SimpleObjectProperty<>(Optional.empty());
  private final BooleanProperty planned = new SimpleBooleanProperty(true);
  private final StringProperty paletteNote = new SimpleStringProperty("");
  private final ObjectProperty<Optional<Histograms>> histograms =
      new SimpleObjectProperty<>(Optional.empty());
  private final ObjectProperty<Comparison> comparison = new SimpleObjectProperty<>(Comparison.WIPE);
  private final ObjectProperty<Surround> surround = new SimpleObjectProperty<>(Surround.GREY);
  private final ObjectProperty<Framing> framing = new SimpleObjectProperty<>(Framing.WHOLE);
  private final DoubleProperty wipe = new SimpleDoubleProperty(0.46);
  private final BooleanProperty beforeHeld = new SimpleBooleanProperty(false);
  private final ObjectProperty<Selection> pointed = new SimpleObjectProperty<>(Selection.NONE);
  private final ObjectProperty<Look> look = new SimpleObjectProperty<>(Look.LIGHT);
  private IntConsumer onChoose = _ -> {};

  /** The picture before. */
  public ObjectProperty<Optional<NamedImage>> source() {
    return source;
  }

  /** The picture whose colours are taken. */
  public ObjectProperty<Optional<NamedImage>> target() {
    return target;
  }

  /** The picture after, of the source's shape; empty while there is none. */
  public ObjectProperty<Optional<PixelImage>> result() {
    return result;
  }

  /** The method that made the result. */
  public StringProperty resultName() {
    return resultName;
  }

  /** The sentence shown while there is no result. */
  public StringProperty absence() {
    return absence;
  }

  /** The contact sheet. */
  public ObjectProperty<List<ImageRun>> runs() {
    return runs;
  }

  /** The id of the run whose result is shown. */
  public ObjectProperty<Integer> selected() {
    return selected;
  }

  /** Palettes and plan of the selected run. */
  public ObjectProperty<Optional<PaletteFlow>> flow() {
    return flow;
  }

  /** Whether the selected run has a plan between the palettes. */
  public BooleanProperty planned() {
    return planned;
  }

  /** What is said at the right of the palettes' header. */
  public StringProperty paletteNote() {
    return paletteNote;
  }

  public ObjectProperty<Optional<Histograms>> histograms() {
    return histograms;
  }

  public ObjectProperty<Comparison> comparison() {
    return comparison;
  }

  public ObjectProperty<Surround> surround() {
    return surround;
  }

  /** Which part of the pictures before and after is seen. */
  public ObjectProperty<Framing> framing() {
    return framing;
  }

  /** Where the line stands between before and after, as a share of the area's width. */
  public DoubleProperty wipe() {
    return wipe;
  }

  /** Whether before is shown in place of after, as long as a key is held or until a click. */
  public BooleanProperty beforeHeld() {
    return beforeHeld;
  }

  /** The group of colours pointed at. */
  public ObjectProperty<Selection> pointed() {
    return pointed;
  }

  public ObjectProperty<Look> look() {
    return look;
  }

  /** Called with the id of the run whose thumb was chosen. */
  public void setOnChoose(IntConsumer handler) {
    onChoose = handler;
  }

  void choose(int id) {
    onChoose.accept(id);
  }
}
