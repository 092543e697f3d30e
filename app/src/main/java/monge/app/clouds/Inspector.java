package monge.app.clouds;

import java.util.List;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import monge.app.clouds.CloudsState.ViewRow;
import monge.app.frame.Entries;
import monge.app.frame.Scrolling;
import monge.app.frame.SettingHelp;
import monge.app.frame.SolverHelp;
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
    getChildren().add(Scrolling.panel(content));
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
    ParameterSheet made =
        new ParameterSheet(run.run().parameters(), values -> model.setParameters(run.id(), values));
    made.setId("sheet");
    sheet = made;
    helps = SettingHelps.of(model, run, made);
    VBox settings =
        Entries.section(
            Entries.pair(title, SolverHelp.button(descriptor)),
            SolverHelp.summary(descriptor),
            made);
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
                      .move(
                          Strings.of("change.change-drawing"),
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
}
