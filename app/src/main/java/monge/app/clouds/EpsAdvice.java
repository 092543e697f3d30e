package monge.app.clouds;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import monge.app.frame.Entries;
import monge.app.frame.Icons;
import monge.app.frame.Strings;
import monge.app.task.Job;
import monge.diagnostics.EpsAdviser;
import monge.parameter.ParameterSpec;
import monge.problem.PositiveSupport;
import monge.views.parameters.ParameterSheet;
import monge.views.picture.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * The sensible range of a regularisation strength for the data that is open: on the slider, in a
 * line below it, and what the strength means here and elsewhere in a popup.
 */
final class EpsAdvice implements SettingHelp {

  private static final double POPUP_WIDTH = 300;

  private final CloudsModel model;
  private final RunModel run;
  private final ParameterSpec spec;
  private final ParameterSheet sheet;
  private final Label range = new Label();
  private final Button use = new Button();
  private final Button more;
  private final HBox line;
  private Optional<EpsAdviser> advice = Optional.empty();
  private @Nullable CloudData asked;
  private @Nullable Job<EpsAdviser> job;

  EpsAdvice(CloudsModel model, RunModel run, ParameterSpec spec, ParameterSheet sheet) {
    this.model = model;
    this.run = run;
    this.spec = spec;
    this.sheet = sheet;
    range.getStyleClass().addAll("caption", "muted");
    use.getStyleClass().add("tiny");
    use.setId("use-advice");
    use.setMinWidth(Region.USE_PREF_SIZE);
    use.setOnAction(_ -> advice.ifPresent(found -> set(found.middle())));
    more = Icons.button("mdi2i-information-outline", 16, Strings.of("advice.more"), this::explain);
    more.getStyleClass().add("tiny");
    more.setId("explain-advice");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    line = new HBox(range, gap, use, more);
    line.getStyleClass().add("setting-help");
    line.setId("advice");
    line.setVisible(false);
    sheet.addBelow(spec.key(), line);
  }

  @Override
  public void follow() {
    CloudData data = model.state().data();
    if (data != asked && job == null) {
      asked = data;
      ask(found -> advice = Optional.of(found).filter(EpsAdviser::hasRange));
    }
    show();
  }

  @Override
  public void close() {
    if (job != null) {
      job.cancel();
    }
  }

  /** Strengths within the range; none before it is known. */
  List<Double> strengths(int count) {
    return advice.map(found -> found.strengths(count)).orElse(List.of());
  }

  private double strength() {
    return run.run().parameters().real(spec.key());
  }

  private void set(double strength) {
    model.setParameters(run.id(), run.run().parameters().with(spec.key(), strength));
  }

  private void ask(Consumer<EpsAdviser> answered) {
    CloudData data = model.state().data();
    double strength = strength();
    job =
        model
            .desk()
            .tasks()
            .solve(
                Strings.of("advice.title", spec.label()),
                _ ->
                    EpsAdviser.of(
                        PositiveSupport.of(data.problem(run.run().cost()))
                            .problem()
                            .requireGeometry(),
                        strength),
                found -> {
                  job = null;
                  answered.accept(found);
                  follow();
                },
                _ -> {
                  // Data without a cost has no range; the solver itself says what is missing.
                  job = null;
                  advice = Optional.empty();
                  show();
                });
  }

  private void show() {
    line.setVisible(advice.isPresent());
    line.setManaged(advice.isPresent());
    advice.ifPresent(
        found -> {
          range.setText(
              Strings.of("advice.range", Numbers.tick(found.low()), Numbers.tick(found.high())));
          use.setText(Strings.of("advice.use", Numbers.setting(found.middle())));
          use.setVisible(strength() < found.low() || strength() > found.high());
          sheet.markRange(spec.key(), found.low(), found.high());
        });
  }

  /** Asks once more, for the strength of now. */
  private void explain() {
    if (job == null) {
      ask(this::popUp);
    }
  }

  private void popUp(EpsAdviser found) {
    VBox box = new VBox(2);
    box.getStyleClass().addAll("popup-panel", "panel");
    box.setStyle("-fx-padding: 14; -fx-spacing: 2;");
    box.setPrefWidth(POPUP_WIDTH);
    Label verdict = Entries.sentence(found.verdict().replace("eps", "ε"));
    verdict.setId("advice-verdict");
    box.getChildren().addAll(Entries.heading(spec.label()), verdict);
    add(box, "advice.blur", found.blur());
    add(box, "advice.spacing", found.spacing());
    add(box, "advice.plain", OptionalDouble.of(found.plainLimit()));
    add(box, "advice.mean", OptionalDouble.of(found.meanCost()));
    add(box, "advice.pot", OptionalDouble.of(found.pot()));
    add(box, "advice.geomloss", found.geomLoss());
    add(box, "advice.ott", OptionalDouble.of(found.ott()));
    add(box, "advice.ott-relative", OptionalDouble.of(found.ottRelative()));
    Popup popup = new Popup();
    popup.getContent().add(box);
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
    Node anchor = more;
    var b = anchor.localToScreen(anchor.getBoundsInLocal());
    if (b != null) {
      popup.show(anchor, b.getMaxX() - POPUP_WIDTH, b.getMaxY() + 4);
    }
  }

  private static void add(VBox box, String key, OptionalDouble value) {
    value.ifPresent(
        v -> box.getChildren().add(Entries.number(Strings.of(key), Numbers.brief(v, 3))));
  }
}
