package monge.views.parameters;

import atlantafx.base.controls.ProgressSliderSkin;
import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.control.Skin;
import javafx.scene.control.Slider;
import javafx.scene.layout.Region;

/** A slider whose part before the thumb is filled, with short ticks below its track. */
public final class FilledSlider extends Slider {

  private static final double THUMB = 14;

  /** With this margin the track, not the thumb at its ends, is flush with what stands above. */
  public static final Insets OVERHANG = new Insets(0, -THUMB / 2, 0, -THUMB / 2);

  /** A tick and its place along the track, as a share. */
  private record Tick(Region node, double share) {}

  private final List<Tick> ticks = new ArrayList<>();
  private final Region band = new Region();
  private double bandFrom;
  private double bandTo;

  public FilledSlider(double least, double most, double value) {
    super(least, most, value);
    getStyleClass().addAll(Styles.SMALL, "progress-slider");
    setMinHeight(20);
    setPrefHeight(20);
    band.getStyleClass().add("slider-band");
    band.setManaged(false);
    band.setMouseTransparent(true);
    band.setVisible(false);
    // A new skin throws out all children; the ticks go back under it.
    skinProperty().subscribe(() -> addTicks());
  }

  /** Marks the ends and the quarters, thirds, ... between them. */
  public void setTicks(int parts) {
    double[] shares = new double[parts + 1];
    for (int k = 0; k <= parts; k++) {
      shares[k] = (double) k / parts;
    }
    setTicks(shares);
  }

  /** Marks places along the track, as shares in [0,1]. */
  public void setTicks(double[] shares) {
    ticks.forEach(tick -> getChildren().remove(tick.node()));
    ticks.clear();
    for (double share : shares) {
      Region tick = new Region();
      tick.getStyleClass().add("slider-tick");
      tick.setManaged(false);
      tick.setMouseTransparent(true);
      ticks.add(new Tick(tick, share));
    }
    addTicks();
  }

  /** Marks a stretch of the track, from share to share; equal shares mark none. */
  public void setBand(double from, double to) {
    bandFrom = from;
    bandTo = to;
    band.setVisible(to > from);
    requestLayout();
  }

  private void addTicks() {
    if (!getChildren().contains(band)) {
      getChildren().addFirst(band);
    }
    for (Tick tick : ticks) {
      if (!getChildren().contains(tick.node())) {
        getChildren().addFirst(tick.node());
      }
    }
    requestLayout();
  }

  /** Where a share of the range lies along this node's width. */
  double place(double share) {
    return THUMB / 2 + share * (getWidth() - THUMB);
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    double left = Math.round(place(bandFrom));
    band.resizeRelocate(left, getHeight() / 2 + 5, Math.round(place(bandTo)) - left, 3);
    for (Tick tick : ticks) {
      tick.node().resizeRelocate(Math.round(place(tick.share())), getHeight() / 2 + 5, 1, 4);
    }
  }

  @Override
  protected Skin<?> createDefaultSkin() {
    return new ProgressSliderSkin(this);
  }
}
