package monge.app.clouds;

import java.util.List;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import monge.app.clouds.CloudsState.ViewRow;
import monge.app.frame.Entries;
import monge.app.frame.Icons;
import monge.app.frame.Scrolling;
import monge.app.frame.Strings;
import monge.solver.SolverDescriptor;
import monge.views.parameters.ParameterSheet;
import org.jspecify.annotations.Nullable;

/** The settings of the inspected run, and its result. */
final class Inspector extends StackPane {

  private final CloudsModel model;
  private final VBox content = new VBox();
  private final ResultBlock result;
  private final ChangeListener<RunStatus> statusChanged = (_, _, _) -> showResult();
  private @Nullable RunModel shown;
  private @Nullable ParameterSheet sheet;
  private List<SettingHelp> helps = List.of();

  Inspector(CloudsModel model) {
    this.model = model;
    result = new ResultBlock(model);
    ScrollPane scroll = Scrolling.uncached(new ScrollPane(content));
    scroll.getStyleClass().add("bare");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    getChildren().add(scroll);
    model
        .stateProperty()
        .addListener(
            (_, old, now) -> {
              if (!shown(old).equals(shown(now))) {
                rebuild();
              } else {
                follow();
              }
            });
    model.runs().addListener(_ -> follow());
    model.applicable().addListener(_ -> rebuild());
    follow();
  }

  private void follow() {
    Optional<RunModel> now = model.inspected();
    if (now.isEmpty()) {
      leave();
      content.getChildren().clear();
      return;
    }
    if (now.get() != shown) {
      leave();
      shown = now.get();
      shown.shown().addListener(statusChanged);
      build(now.get());
    } else if (sheet != null) {
      sheet.show(now.get().run().parameters());
      helps.forEach(SettingHelp::follow);
    }
    showResult();
  }

  private static List<String> shown(CloudsState state) {
    return state.rows().stream().filter(ViewRow::shown).map(ViewRow::view).toList();
  }

  /** The views changed, and with them the options that stand here. */
  private void rebuild() {
    leave();
    follow();
  }

  private void leave() {
    if (shown != null) {
      shown.shown().removeListener(statusChanged);
    }
    helps.forEach(SettingHelp::close);
    helps = List.of();
    shown = null;
  }

  private void build(RunModel run) {
    SolverDescriptor descriptor = run.provider().descriptor();
    Label title = new Label(descriptor.name());
    title.getStyleClass().add("title");
    var help =
        Icons.button("mdi2h-help-circle-outline", 16, Strings.of("inspector.help"), () -> {});
    help.getStyleClass().add("tiny");
    help.setOnAction(_ -> explain(descriptor, help));
    Label summary = new Label(descriptor.summary());
    summary.getStyleClass().add("muted");
    summary.setWrapText(true);
    summary.setMinHeight(USE_PREF_SIZE);
    ParameterSheet made =
        new ParameterSheet(run.run().parameters(), values -> model.setParameters(run.id(), values));
    made.setId("sheet");
    sheet = made;
    helps = SettingHelp.of(model, run, made);
    VBox settings = Entries.section(Entries.pair(title, help), summary, made);
    VBox.setMargin(made, new javafx.geometry.Insets(4, 0, 0, 0));
    content.getChildren().setAll(settings, result);
    VBox drawing = drawing();
    if (drawing.getChildren().size() > 1) {
      content.getChildren().add(drawing);
    }
  }

  /** The options of the views that are too long for the headers of their rows. */
  private VBox drawing() {
    VBox section = Entries.section(Entries.heading(Strings.of("inspector.drawing")));
    section.getStyleClass().add("last");
    for (ViewRow row : model.applicableRows()) {
      if (!row.shown()) {
        continue;
      }
      ParameterSheet options =
          ParameterSheet.longOnes(
              row.options(),
              values ->
                  model
                      .workspace()
                      .change(
                          "Change drawing",
                          s -> s.withRow(row.view(), r -> r.withOptions(values))));
      if (!options.isEmpty()) {
        section.getChildren().add(options);
      }
    }
    return section;
  }

  private void showResult() {
    if (shown != null) {
      result.show(shown);
    }
  }

  private static void explain(SolverDescriptor descriptor, javafx.scene.Node anchor) {
    Label formula = new Label(descriptor.formula());
    formula.getStyleClass().add("mono");
    VBox box = new VBox(8);
    box.getStyleClass().add("popup-panel");
    box.setStyle("-fx-padding: 14;");
    Label name = new Label(descriptor.name() + ", " + descriptor.method());
    name.getStyleClass().add("heading");
    Label source = new Label(descriptor.source());
    Label complexity = new Label(descriptor.complexity());
    box.getChildren().addAll(name, formula, source, complexity);
    for (Label label : new Label[] {formula, source, complexity}) {
      label.setWrapText(true);
      label.setMaxWidth(320);
      label.getStyleClass().add("small");
    }
    source.getStyleClass().add("muted");
    complexity.getStyleClass().add("muted");
    Popup popup = new Popup();
    popup.getContent().add(box);
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
    var b = anchor.localToScreen(anchor.getBoundsInLocal());
    popup.show(anchor, b.getMaxX() - 350, b.getMaxY() + 4);
  }
}
