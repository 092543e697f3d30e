package monge.app.clouds;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import monge.app.clouds.CloudData.Side;
import monge.app.frame.Entries;
import monge.app.frame.Icons;
import monge.app.frame.Strings;
import monge.measure.DiscreteMeasure;
import monge.plan.Coupling;
import monge.solver.PlanSolution;
import monge.solver.PointField;
import monge.solver.Solution;
import monge.views.picture.Numbers;
import monge.views.picture.Selection;

/** The point that is pointed at: its mass, its place, and where each run sends it on average. */
final class PointPanel extends VBox {

  private static final int DECIMALS = 2;

  private final CloudsModel model;

  PointPanel(CloudsModel model) {
    this.model = model;
    getStyleClass().add("panel");
    setId("point-panel");
    model.pointed().addListener(_ -> show());
    model
        .stateProperty()
        .addListener(
            (_, old, now) -> {
              if (old.data() != now.data() || !old.selection().equals(now.selection())) {
                show();
              }
            });
    show();
  }

  private void show() {
    Selection selection = model.pointed().get();
    Optional<Side> side = CloudsModel.side(selection);
    CloudData data = model.state().data();
    boolean any = side.isPresent() && CloudsModel.index(selection) < data.cloud(side.get()).size();
    List<Node> parts = new ArrayList<>();
    if (!any) {
      Label hint = new Label(Strings.of("point.hint"));
      hint.getStyleClass().addAll("caption", "subtle");
      hint.setWrapText(true);
      parts.add(Entries.heading(Strings.of("point.none")));
      parts.add(hint);
      getChildren().setAll(parts);
      return;
    }
    Side which = side.orElseThrow();
    int index = CloudsModel.index(selection);
    DiscreteMeasure cloud = data.cloud(which);
    String name = (which == Side.SOURCE ? "x" : "y") + (index + 1);
    boolean pinned = selection.equals(model.state().selection());
    Label heading = Entries.heading(Strings.of("point.title", name));
    Label pin = new Label();
    if (pinned) {
      pin.setGraphic(Icons.icon("mdi2p-pin", 16));
    }
    parts.add(Entries.pair(heading, pin));
    parts.add(Entries.number(Strings.of("point.mass"), Numbers.decimals(cloud.weight(index), 4)));
    if (cloud.dimension() > 0) {
      parts.add(Entries.number(Strings.of("point.position"), place(cloud.point(index))));
    }
    cloud
        .labels()
        .ifPresent(
            labels ->
                parts.add(
                    Entries.number(Strings.of("point.class"), String.valueOf(labels[index]))));
    List<Node> images = new ArrayList<>();
    for (RunModel run : model.runs().get()) {
      run.status()
          .get()
          .solution()
          .flatMap(s -> image(s, which, index))
          .ifPresent(
              image ->
                  images.add(Entries.number(run.provider().descriptor().name(), place(image))));
    }
    if (!images.isEmpty()) {
      Label title = new Label(Strings.of(which == Side.SOURCE ? "point.image" : "point.preimage"));
      title.getStyleClass().addAll("caption", "muted");
      parts.add(title);
      parts.addAll(images);
    }
    for (RunModel run : model.runs().get()) {
      run.status().get().solution().ifPresent(s -> addFields(parts, run, s.fields(), which, index));
    }
    // Numbers stand close together under their heading.
    VBox numbers = new VBox();
    numbers.getChildren().setAll(parts.subList(1, parts.size()));
    getChildren().setAll(parts.getFirst(), numbers);
  }

  /** What the answer of a run says of the point, such as its perplexity, under the run's name. */
  private static void addFields(
      List<Node> parts, RunModel run, List<PointField> fields, Side side, int index) {
    List<Node> rows = new ArrayList<>();
    for (PointField field : fields) {
      boolean ofSource = field.side() == PointField.Side.SOURCE;
      boolean known =
          ofSource == (side == Side.SOURCE)
              && index < field.size()
              && !Double.isNaN(field.value(index));
      if (known) {
        rows.add(
            Entries.number(
                field.label(),
                (Numbers.brief(field.value(index), 3) + " " + field.unit()).strip()));
      }
    }
    if (!rows.isEmpty()) {
      Label name = new Label(run.provider().descriptor().name());
      name.getStyleClass().addAll("caption", "muted");
      parts.add(name);
      parts.addAll(rows);
    }
  }

  /** The mean place of the mass the point sends, or receives. O(n + m) for one row or column. */
  private static Optional<double[]> image(Solution solution, Side side, int index) {
    if (!(solution instanceof PlanSolution s)) {
      return Optional.empty();
    }
    Coupling plan = s.coupling();
    DiscreteMeasure other = side == Side.SOURCE ? s.problem().target() : s.problem().source();
    int own = side == Side.SOURCE ? plan.rows() : plan.columns();
    if (index >= own || other.dimension() == 0) {
      return Optional.empty();
    }
    double[] mean = new double[other.dimension()];
    double total = 0;
    for (int k = 0; k < other.size(); k++) {
      double mass = side == Side.SOURCE ? plan.mass(index, k) : plan.mass(k, index);
      total += mass;
      for (int axis = 0; axis < mean.length; axis++) {
        mean[axis] += mass * other.coordinate(k, axis);
      }
    }
    if (!(total > 0)) {
      return Optional.empty();
    }
    for (int axis = 0; axis < mean.length; axis++) {
      mean[axis] /= total;
    }
    return Optional.of(mean);
  }

  private static String place(double[] point) {
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < Math.min(point.length, 3); k++) {
      text.append(k == 0 ? "" : ", ").append(Numbers.fixed(point[k], DECIMALS));
    }
    return point.length > 3 ? text + ", …" : text.toString();
  }
}
