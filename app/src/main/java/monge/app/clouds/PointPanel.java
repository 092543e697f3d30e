package monge.app.clouds;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import monge.app.clouds.CloudData.Side;
import monge.app.frame.Entries;
import monge.app.frame.Icons;
import monge.app.frame.NumberList;
import monge.app.frame.NumberList.Line;
import monge.app.frame.Strings;
import monge.measure.DiscreteMeasure;
import monge.plan.Coupling;
import monge.solver.PlanSolution;
import monge.solver.PointField;
import monge.solver.Solution;
import monge.views.picture.Numbers;
import monge.views.picture.Selection;

/**
 * The point that is pointed at: its mass, its place, and where each run sends it on average. It
 * stands last in its panel: it grows and shrinks while the hand passes over points.
 */
final class PointPanel extends VBox {

  private static final int DECIMALS = 2;

  private final CloudsModel model;
  private final ChangeListener<RunStatus> statusChanged =
      (_, old, now) -> {
        if (old.solution().orElse(null) != now.solution().orElse(null)) {
          show();
        }
      };
  private final Label heading = Entries.heading("");
  private final Label pin = new Label("", Icons.icon("mdi2p-pin", 16));
  private final Label hint = new Label(Strings.of("point.hint"));
  private final NumberList facts = new NumberList();
  private final Label imagesTitle = caption("");
  private final NumberList images = new NumberList();
  private final VBox fields = new VBox();
  private final VBox numbers = new VBox(facts, imagesTitle, images, fields);
  private List<RunModel> watched = List.of();

  PointPanel(CloudsModel model) {
    this.model = model;
    getStyleClass().add("panel");
    setId("point-panel");
    hint.getStyleClass().addAll("caption", "subtle");
    hint.setWrapText(true);
    getChildren().addAll(Entries.pair(heading, pin), hint, numbers);
    model.runs().subscribe(this::watch);
    model.pointed().addListener(_ -> show());
    model
        .stateProperty()
        .addListener(
            (_, old, now) -> {
              if (old.data() != now.data() || !old.selection().equals(now.selection())) {
                show();
              }
            });
  }

  private void watch(List<RunModel> runs) {
    watched.forEach(run -> run.status().removeListener(statusChanged));
    watched = runs;
    watched.forEach(run -> run.status().addListener(statusChanged));
    show();
  }

  private void show() {
    Selection selection = model.pointed().get();
    Optional<Side> side = CloudsModel.side(selection);
    CloudData data = model.state().data();
    boolean any = side.isPresent() && CloudsModel.index(selection) < data.cloud(side.get()).size();
    hint.setVisible(!any);
    hint.setManaged(!any);
    numbers.setVisible(any);
    numbers.setManaged(any);
    pin.setVisible(any && selection.equals(model.state().selection()));
    if (!any) {
      heading.setText(Strings.of("point.none"));
      return;
    }
    Side which = side.orElseThrow();
    int index = CloudsModel.index(selection);
    heading.setText(Strings.of("point.title", (which == Side.SOURCE ? "x" : "y") + (index + 1)));
    facts.show(facts(data.cloud(which), index));
    List<Line> places = new ArrayList<>();
    List<Node> said = new ArrayList<>();
    for (RunModel run : watched) {
      Optional<Solution> solution = run.status().get().solution();
      String name = run.provider().descriptor().name();
      solution
          .flatMap(s -> image(s, which, index))
          .ifPresent(image -> places.add(new Line(name, place(image))));
      List<Line> lines = solution.map(s -> fields(s.fields(), which, index)).orElse(List.of());
      if (!lines.isEmpty()) {
        NumberList list = new NumberList();
        list.show(lines);
        said.add(caption(name));
        said.add(list);
      }
    }
    imagesTitle.setText(Strings.of(which == Side.SOURCE ? "point.image" : "point.preimage"));
    imagesTitle.setVisible(!places.isEmpty());
    imagesTitle.setManaged(!places.isEmpty());
    images.show(places);
    if (!said.isEmpty() || !fields.getChildren().isEmpty()) {
      fields.getChildren().setAll(said);
    }
  }

  private static List<Line> facts(DiscreteMeasure cloud, int index) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(Strings.of("point.mass"), Numbers.decimals(cloud.weight(index), 4)));
    if (cloud.dimension() > 0) {
      lines.add(new Line(Strings.of("point.position"), place(cloud.point(index))));
    }
    cloud
        .labels()
        .ifPresent(
            labels ->
                lines.add(new Line(Strings.of("point.class"), String.valueOf(labels[index]))));
    return lines;
  }

  private static Label caption(String words) {
    Label label = new Label(words);
    label.getStyleClass().addAll("caption", "muted");
    return label;
  }

  /** What the answer of a run says of the point, such as its perplexity. */
  private static List<Line> fields(List<PointField> fields, Side side, int index) {
    List<Line> lines = new ArrayList<>();
    for (PointField field : fields) {
      boolean ofSource = field.side() == PointField.Side.SOURCE;
      boolean known =
          ofSource == (side == Side.SOURCE)
              && index < field.size()
              && !Double.isNaN(field.value(index));
      if (known) {
        lines.add(
            new Line(
                field.label(),
                (Numbers.brief(field.value(index), 3) + " " + field.unit()).strip()));
      }
    }
    return lines;
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
