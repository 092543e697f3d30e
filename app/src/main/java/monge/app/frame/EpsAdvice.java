package monge.app.frame;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import monge.app.task.Job;
import monge.app.task.TaskRunner;
import monge.diagnostics.EpsAdviser;
import monge.parameter.ParameterSpec;
import monge.problem.LinearProblem;
import monge.problem.PositiveSupport;
import monge.views.parameters.ParameterSheet;
import monge.views.picture.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * The sensible range of a regularisation strength for the data that is open: on the slider, in a
 * line below it, and what the strength means here and elsewhere in a popup.
 */
public final class EpsAdvice implements SettingHelp {

  /** The run whose setting it is. */
  public interface Subject {

    /** What there is advice on. */
    Topic topic();

    double strength();

    void set(double strength);
  }

  /**
   * Data to look at.
   *
   * @param parts what the question is made of; other objects once anything of it changes
   * @param problem makes the question, off the window's thread
   */
  public record Topic(List<Object> parts, Supplier<LinearProblem> problem) {

    /** Nothing is open yet. */
    public static final Topic NONE =
        new Topic(
            List.of(),
            () -> {
              throw new IllegalStateException("nothing is open");
            });

    public Topic {
      parts = List.copyOf(parts);
    }

    /** Whether nothing has changed. Clouds and pictures are not compared, which would take long. */
    boolean isOf(List<Object> others) {
      boolean same = parts.size() == others.size();
      for (int k = 0; same && k < parts.size(); k++) {
        same = parts.get(k) == others.get(k);
      }
      return same;
    }
  }

  private static final double POPUP_WIDTH = 300;

  private final TaskRunner tasks;
  private final Subject subject;
  private final ParameterSpec spec;
  private final ParameterSheet sheet;
  private final Label range = new Label();
  private final Button use = new Button();
  private final Button more;
  private final HBox line;
  private Optional<EpsAdviser> advice = Optional.empty();
  private List<Object> asked = List.of();
  private @Nullable Job<EpsAdviser> job;

  /**
   * @param spec the strength
   * @param sheet where it is set
   */
  public EpsAdvice(TaskRunner tasks, Subject subject, ParameterSpec spec, ParameterSheet sheet) {
    this.tasks = tasks;
    this.subject = subject;
    this.spec = spec;
    this.sheet = sheet;
    range.getStyleClass().addAll("caption", "muted");
    use.getStyleClass().add("tiny");
    use.setId("use-advice");
    use.setMinWidth(Region.USE_PREF_SIZE);
    use.setOnAction(_ -> advice.ifPresent(found -> subject.set(found.middle())));
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
    Topic now = subject.topic();
    if (!now.isOf(asked) && job == null) {
      asked = now.parts();
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
  public List<Double> strengths(int count) {
    return advice.map(found -> found.strengths(count)).orElse(List.of());
  }

  private void ask(Consumer<EpsAdviser> answered) {
    Supplier<LinearProblem> problem = subject.topic().problem();
    double strength = subject.strength();
    job =
        tasks.solve(
            Strings.of("advice.title", spec.label()),
            _ ->
                EpsAdviser.of(
                    PositiveSupport.of(problem.get()).problem().requireGeometry(), strength),
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
          double strength = subject.strength();
          use.setVisible(strength < found.low() || strength > found.high());
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
    Popups.belowRight(popup, more);
  }

  private static void add(VBox box, String key, OptionalDouble value) {
    value.ifPresent(
        v -> box.getChildren().add(Entries.number(Strings.of(key), Numbers.brief(v, 3))));
  }
}
