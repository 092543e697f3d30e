package monge.app.frame;

import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** Words at the left, a number at the right; below them where one line cannot hold both. */
public final class NumberRow extends Region {

  private static final double LINE = 20;
  private static final double GAP = 8;

  private final Label words;
  private final Label number;

  NumberRow(String words, String value) {
    this.words = Entries.muted(words);
    number = new Label(value);
    number.getStyleClass().add("number");
    getChildren().addAll(this.words, number);
  }

  void show(String words, String value) {
    this.words.setText(words);
    number.setText(value);
  }

  /** Another number for the same words. */
  public void setValue(String value) {
    number.setText(value);
  }

  private boolean fits(double width) {
    return words.prefWidth(-1) + GAP + number.prefWidth(-1) <= width;
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computeMinWidth(double height) {
    return words.minWidth(-1);
  }

  @Override
  protected double computePrefWidth(double height) {
    return words.prefWidth(-1) + GAP + number.prefWidth(-1);
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    return width < 0 || fits(width) ? LINE : 2 * LINE - 4;
  }

  @Override
  protected double computeMaxHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    boolean oneLine = fits(width);
    double numberWidth = Math.min(width, Math.ceil(number.prefWidth(-1)));
    double numberHeight = number.prefHeight(-1);
    double wordsHeight = words.prefHeight(-1);
    double wordsWidth = oneLine ? width - GAP - numberWidth : width;
    words.resizeRelocate(0, Math.round((LINE - wordsHeight) / 2), wordsWidth, wordsHeight);
    double top = oneLine ? 0 : LINE - 4;
    number.resizeRelocate(
        width - numberWidth,
        top + Math.round((LINE - numberHeight) / 2),
        numberWidth,
        numberHeight);
  }
}
