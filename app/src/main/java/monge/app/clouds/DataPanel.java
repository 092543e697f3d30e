package monge.app.clouds;

import atlantafx.base.controls.ToggleSwitch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import monge.app.clouds.CloudsState.ViewRow;
import monge.app.frame.Entries;
import monge.app.frame.Icons;
import monge.app.frame.Scrolling;
import monge.app.frame.SolverPicker;
import monge.app.frame.Strings;
import monge.cost.GroundCost;
import monge.measure.DiscreteMeasure;
import monge.views.parameters.NumberField;
import monge.views.picture.Numbers;
import org.jspecify.annotations.Nullable;

/** Data, runs, what is pointed at, and which views are on. */
final class DataPanel extends StackPane {

  /** One choice of the cost list. */
  private record CostChoice(String name, String label) {
    @Override
    public String toString() {
      return label;
    }
  }

  /** The chosen cost without its formula where both do not fit. */
  private static final class ShortCell extends ListCell<CostChoice> {
    @Override
    protected void updateItem(@Nullable CostChoice choice, boolean empty) {
      super.updateItem(choice, empty);
      String label = choice == null ? "" : choice.label();
      int formula = Math.max(label.indexOf(" |"), label.indexOf(" Σ"));
      setText(label.length() > 20 && formula > 0 ? label.substring(0, formula) : label);
    }
  }

  private static final String MATRIX = "";

  private final CloudsModel model;
  private final VBox content = new VBox();
  private final Label sourceFacts = new Label();
  private final Label targetFacts = new Label();
  private final ComboBox<CostChoice> cost = new ComboBox<>();
  private final NumberField costNumber = new NumberField();
  private final Label costRefusal = Entries.sentence("");
  private final VBox runRows = new VBox();
  private final PointPanel point;
  private final KeptPanel kept;
  private final VBox views = new VBox(6);
  private final Map<String, ToggleSwitch> switches = new LinkedHashMap<>();
  private boolean showing;

  DataPanel(CloudsModel model) {
    this.model = model;
    point = new PointPanel(model);
    kept = new KeptPanel(model);
    cost.setId("cost");
    cost.setMaxWidth(Double.MAX_VALUE);
    cost.setButtonCell(new ShortCell());
    cost.setAccessibleText(Strings.of("data.cost"));
    cost.valueProperty()
        .addListener(
            (_, _, choice) -> {
              if (!showing && choice != null && !choice.name().equals(MATRIX)) {
                model.setCost(choice.name());
              }
            });
    Label costLabel = new Label(Strings.of("data.cost"));
    costLabel.getStyleClass().add("muted");
    costNumber.setId("cost-number");
    costNumber.setPrefWidth(62);
    costNumber.setMinWidth(Region.USE_PREF_SIZE);
    costNumber.setAccessibleText(Strings.of("data.cost.number"));
    costNumber.onCommit(this::setCostNumber);
    costNumber.onRestore(() -> refuseCostNumber(""));
    costRefusal.getStyleClass().addAll("caption", "bad");
    refuseCostNumber("");
    HBox.setHgrow(cost, Priority.ALWAYS);
    HBox costRow = new HBox(6, cost, costNumber);
    VBox data =
        Entries.section(
            Entries.heading(Strings.of("data.title")),
            cloud(Strings.of("data.source"), true, sourceFacts),
            cloud(Strings.of("data.target"), false, targetFacts),
            costLabel,
            costRow,
            costRefusal);
    VBox.setMargin(costLabel, new javafx.geometry.Insets(4, 0, -4, 0));

    Button add = Icons.button("mdi2p-plus", 18, Strings.of("runs.add"), () -> {});
    add.getStyleClass().add("tiny");
    add.setId("add-run");
    SolverPicker picker =
        new SolverPicker(
            model.desk().solvers().all(),
            provider -> provider.refusal(model.state().data().problem(Optional.empty())),
            model::addRun);
    add.setOnAction(_ -> picker.showBelow(add));
    HBox runsHead = Entries.pair(Entries.heading(Strings.of("runs.title")), add);
    VBox.setMargin(runRows, new javafx.geometry.Insets(0, -8, 0, -8));
    VBox runs = Entries.section(runsHead, runRows);

    VBox viewSection = Entries.section(Entries.heading(Strings.of("views.title")), views);
    point.getStyleClass().add("last");

    content.getChildren().addAll(data, runs, kept, viewSection, point);
    getChildren().add(Scrolling.panel(content));

    model.stateProperty().addListener((_, old, now) -> follow(old, now));
    model.runs().addListener(_ -> showRuns());
    model.applicable().addListener(_ -> showViews());
    showRuns();
    showData(model.state());
    showViews();
  }

  private void follow(CloudsState old, CloudsState now) {
    if (old.data() != now.data()) {
      showData(now);
    }
    if (old.inspected() != now.inspected()) {
      for (Node node : runRows.getChildren()) {
        ((RunRow) node).follow(now);
      }
    }
    if (!old.rows().equals(now.rows())) {
      showViews();
    }
  }

  private void showData(CloudsState state) {
    sourceFacts.setText(facts(state.data().source()));
    targetFacts.setText(facts(state.data().target()));
    List<CostChoice> choices = new ArrayList<>();
    String current = state.data().matrix().isPresent() ? MATRIX : state.data().cost();
    Stream.concat(GroundCost.COMMON.stream(), GroundCost.NUMBERED.stream())
        .map(c -> kind(c.name()).equals(kind(current)) ? GroundCost.named(current) : c)
        .forEach(c -> choices.add(new CostChoice(c.name(), c.label())));
    if (current.equals(MATRIX)) {
      choices.addFirst(new CostChoice(MATRIX, Strings.of("data.cost.matrix")));
    }
    int colon = current.indexOf(':');
    costNumber.setVisible(colon > 0);
    costNumber.setManaged(colon > 0);
    String number = current.substring(colon + 1);
    costNumber.show(number.endsWith(".0") ? number.substring(0, number.length() - 2) : number);
    refuseCostNumber("");
    showing = true;
    if (!choices.equals(cost.getItems())) {
      cost.getItems().setAll(choices);
    }
    choices.stream().filter(c -> c.name().equals(current)).findFirst().ifPresent(cost::setValue);
    showing = false;
  }

  /** A cost's name without its number. */
  private static String kind(String name) {
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }

  private String setCostNumber(String text) {
    try {
      String name = GroundCost.named(kind(model.state().data().cost()) + ":" + text.strip()).name();
      model.setCost(name);
      return refuseCostNumber("");
    } catch (IllegalArgumentException e) {
      return refuseCostNumber(String.valueOf(e.getMessage()));
    }
  }

  private String refuseCostNumber(String sentence) {
    costRefusal.setText(sentence);
    costRefusal.setVisible(!sentence.isEmpty());
    costRefusal.setManaged(!sentence.isEmpty());
    return sentence;
  }

  private static String facts(DiscreteMeasure cloud) {
    String points =
        cloud.size() == 1
            ? Strings.of("data.point")
            : Strings.of("data.points", Numbers.count(cloud.size()));
    String dimension =
        cloud.dimension() == 0
            ? Strings.of("data.weights-only")
            : Strings.of("data.dimension", cloud.dimension());
    Optional<String> classes =
        cloud
            .labels()
            .map(labels -> java.util.Arrays.stream(labels).distinct().count())
            .filter(n -> n > 1)
            .map(n -> Strings.of("data.classes", n));
    return points + ", " + dimension + classes.map(c -> ", " + c).orElse("");
  }

  private void showRuns() {
    Map<RunModel, RunRow> before = new LinkedHashMap<>();
    for (Node node : runRows.getChildren()) {
      before.put(((RunRow) node).run(), (RunRow) node);
    }
    List<RunRow> now = new ArrayList<>();
    for (RunModel run : model.runs().get()) {
      RunRow row = before.remove(run);
      now.add(row == null ? new RunRow(model, run) : row);
    }
    before.values().forEach(RunRow::close);
    runRows.getChildren().setAll(now);
  }

  private void showViews() {
    List<Node> rows = new ArrayList<>();
    for (ViewRow row : model.applicableRows()) {
      ToggleSwitch on = switches.computeIfAbsent(row.view(), _ -> viewSwitch(row));
      on.setSelected(row.shown());
      rows.add(on.getParent());
    }
    // A switch that stays keeps the keyboard.
    if (!rows.equals(views.getChildren())) {
      views.getChildren().setAll(rows);
    }
  }

  private ToggleSwitch viewSwitch(ViewRow row) {
    String title = model.view(row).descriptor().title();
    ToggleSwitch on = new ToggleSwitch();
    on.setId("view-" + row.view());
    on.getStyleClass().add("bare");
    on.setSelected(row.shown());
    on.setAccessibleText(title);
    on.selectedProperty()
        .addListener(
            (_, _, shown) -> {
              if (shown != model.state().row(row.view()).shown()) {
                model.toggleRow(row.view());
              }
            });
    Entries.pair(new Label(title), on);
    return on;
  }

  private static Node cloud(String name, boolean source, Label facts) {
    Circle dot = new Circle(source ? 5 : 4);
    dot.getStyleClass().add(source ? "dot-source" : "dot-target");
    StackPane mark = new StackPane(dot);
    mark.setMinSize(16, 20);
    mark.setMaxHeight(20);
    Label title = new Label(name);
    title.getStyleClass().add("body");
    facts.getStyleClass().addAll("caption", "muted");
    facts.setTooltip(new Tooltip());
    facts.textProperty().subscribe(text -> facts.getTooltip().setText(text));
    VBox words = new VBox(title, facts);
    words.setMinWidth(Region.USE_COMPUTED_SIZE);
    HBox row = new HBox(8, mark, words);
    row.setAlignment(Pos.TOP_LEFT);
    return row;
  }
}
