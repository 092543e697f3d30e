package monge.app.gaussians;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import monge.app.frame.Desk;
import monge.app.frame.Entries;
import monge.app.frame.Strings;
import monge.views.gaussian.BrenierPotentialPicture;
import monge.views.gaussian.DistancesPicture;
import monge.views.gaussian.GaussianHandles;
import monge.views.gaussian.GaussianPicture;
import monge.views.gaussian.PotentialView;
import monge.views.gaussian.PrincipalAxes;
import monge.views.parameters.ShortLabel;
import monge.views.picture.Camera;
import monge.views.picture.Selection;
import monge.views.surface.PictureSurface;
import monge.views.surface.PointDrag;

/** The plane with both Gaussians and their handles; below it the potential and the distances. */
final class GaussianPictures extends VBox {

  private static final double LEAST_BELOW = 190;
  private static final double SHARE_BELOW = 0.36;

  private final GaussiansModel model;
  private final PictureSurface plane;
  private final PictureSurface potential;
  private final PictureSurface distances;
  private final Label time = new Label();
  private final ShortLabel potentialNote = new ShortLabel("", "muted");
  private Selection held = Selection.NONE;
  private PrincipalAxes axesAtStart = new PrincipalAxes(1, 1, 0);

  GaussianPictures(GaussiansModel model) {
    this.model = model;
    Desk desk = model.desk();
    plane = surface("gaussian-plane");
    potential = surface("gaussian-potential");
    distances = surface("gaussian-distances");
    getStyleClass().add("compare");
    getChildren().addAll(planeHead(), plane, below());
    VBox.setVgrow(plane, Priority.ALWAYS);

    plane.setOnPointDragged(this::dragged);
    plane.hoveredProperty().addListener((_, _, now) -> point(now));
    plane.cameraProperty().addListener(_ -> paintPlane());
    potential.cameraProperty().addListener(_ -> paintPotential());
    potential.widthProperty().addListener(_ -> notePotential());
    potential.heightProperty().addListener(_ -> notePotential());
    desk.playback().t().addListener(_ -> showTime());
    desk.theme().look().addListener(_ -> paintAll());
    model.onChange(this::paintAll);
    model.onEstimate(this::paintDistances);
    showTime();
  }

  private PictureSurface surface(String id) {
    PictureSurface surface = new PictureSurface(model.desk().tasks().painter());
    surface.setId(id);
    return surface;
  }

  /** Another pair is shown: whole, whatever the camera was. */
  void showWhole() {
    plane.cameraProperty().set(Optional.empty());
    potential.cameraProperty().set(Optional.empty());
  }

  boolean isSettled() {
    return isSettled(plane) && isSettled(potential) && isSettled(distances);
  }

  /** Before the window has given it a place, a surface is idle and shows nothing. */
  private static boolean isSettled(PictureSurface surface) {
    return surface.isIdle() && surface.paintedProperty().get() == surface.pictureProperty().get();
  }

  void paintAll() {
    paintPlane();
    paintPotential();
    paintDistances();
  }

  /** A handle is pulled: the view stands still and the ellipse follows the hand. */
  private void dragged(PointDrag drag) {
    Side side = drag.point() instanceof Selection.SourcePoint ? Side.SOURCE : Side.TARGET;
    int handle =
        switch (drag.point()) {
          case Selection.SourcePoint(int k) -> k;
          case Selection.TargetPoint(int k) -> k;
          default -> GaussianHandles.CENTRE;
        };
    if (!held.equals(drag.point()) || plane.cameraProperty().get().isEmpty()) {
      held = drag.point();
      axesAtStart = PrincipalAxes.of(model.state().side(side));
      plane.cameraProperty().set(planeCamera());
    }
    PrincipalAxes start = axesAtStart;
    model.change(
        Strings.of("gaussians.pull"),
        s ->
            s.withSide(
                side, GaussianHandles.pulled(s.side(side), start, handle, drag.x(), drag.y())));
    if (drag.released()) {
      held = Selection.NONE;
      axesAtStart = PrincipalAxes.of(model.state().side(side));
      if (!GaussianHandles.inside(
          model.scene(), plane.cameraProperty().get(), plane.getWidth(), plane.getHeight())) {
        plane.cameraProperty().set(Optional.empty());
      }
      paintPlane();
    }
  }

  private void point(Selection now) {
    held = now;
    paintPlane();
  }

  private Optional<Camera> planeCamera() {
    return planePicture()
        .camera((int) Math.ceil(plane.getWidth()), (int) Math.ceil(plane.getHeight()));
  }

  private GaussianPicture planePicture() {
    return new GaussianPicture(
        model.scene(),
        model.options(),
        model.desk().playback().t().get(),
        held,
        plane.cameraProperty().get(),
        model.desk().theme().look().get());
  }

  private void paintPlane() {
    if (model.active().get()) {
      plane.setPicture(planePicture());
    }
  }

  private BrenierPotentialPicture potentialPicture() {
    return new BrenierPotentialPicture(
        model.scene(), potential.cameraProperty().get(), model.desk().theme().look().get());
  }

  private void paintPotential() {
    if (model.active().get()) {
      potential.setPicture(potentialPicture());
      notePotential();
    }
  }

  private void notePotential() {
    String spacing =
        PotentialView.spacing(
            potentialPicture(),
            (int) Math.ceil(potential.getWidth()),
            (int) Math.ceil(potential.getHeight()));
    potentialNote.setText(
        spacing.isEmpty()
            ? Strings.of("gaussians.no-potential")
            : Strings.of("gaussians.potential-note", spacing));
  }

  private void paintDistances() {
    if (model.active().get()) {
      distances.setPicture(
          new DistancesPicture(model.distances(), model.desk().theme().look().get()));
    }
  }

  private void showTime() {
    time.setText("t = " + GaussianNumbers.time(model.desk().playback().t().get()));
    paintPlane();
  }

  private HBox planeHead() {
    ShortLabel subtitle = new ShortLabel(Strings.of("gaussians.plane-note"), "muted");
    time.getStyleClass().addAll("number", "muted");
    time.setMinWidth(Region.USE_PREF_SIZE);
    HBox head = header(Strings.of("gaussians.plane"), subtitle);
    head.getChildren().addAll(Entries.spring(), time);
    return head;
  }

  private HBox below() {
    ShortLabel compared = new ShortLabel(Strings.of("gaussians.distances-note"), "muted");
    HBox potentialHead = header(Strings.of("gaussians.potential"), potentialNote);
    HBox distancesHead = header(Strings.of("gaussians.distances"), compared);
    potentialHead.getStyleClass().add("follows");
    distancesHead.getStyleClass().add("follows");
    VBox left = new VBox(potentialHead, potential);
    VBox right = new VBox(distancesHead, distances);
    left.getStyleClass().add("left-half");
    VBox.setVgrow(potential, Priority.ALWAYS);
    VBox.setVgrow(distances, Priority.ALWAYS);
    HBox below = new HBox(left, right);
    for (VBox half : List.of(left, right)) {
      half.setMinWidth(0);
      half.setPrefWidth(100);
      HBox.setHgrow(half, Priority.ALWAYS);
    }
    below.setMinHeight(LEAST_BELOW);
    below
        .prefHeightProperty()
        .bind(
            heightProperty()
                .multiply(SHARE_BELOW)
                .map(h -> Math.max(LEAST_BELOW, h.doubleValue())));
    below.maxHeightProperty().bind(below.prefHeightProperty());
    return below;
  }

  private static HBox header(String title, ShortLabel note) {
    Label heading = new Label(title);
    heading.getStyleClass().add("heading");
    heading.setMinWidth(Region.USE_PREF_SIZE);
    HBox header = new HBox(heading, note);
    header.getStyleClass().add("row-header");
    header.setMinHeight(24);
    header.setPrefHeight(24);
    return header;
  }
}
