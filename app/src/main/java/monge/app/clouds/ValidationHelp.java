package monge.app.clouds;

import java.util.List;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import monge.app.frame.Entries;
import monge.app.frame.Messages;
import monge.app.frame.SettingHelp;
import monge.app.frame.Strings;
import monge.app.task.Job;
import monge.app.task.SolveRecord;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterValues;
import monge.solver.CircularValidation;
import monge.solver.CircularValidation.Choice;
import monge.solver.CircularValidation.Projection;
import monge.solver.CircularValidation.Score;
import monge.views.parameters.ParameterSheet;
import monge.views.picture.Numbers;
import org.jspecify.annotations.Nullable;

/** Chooses a setting by circular validation, where the source has classes. */
final class ValidationHelp implements SettingHelp {

  private final CloudsModel model;
  private final RunModel run;
  private final ParameterSpec spec;
  private final Supplier<List<Double>> candidates;
  private final Button button = new Button(Strings.of("validate.choose"));
  private final Label said = Entries.sentence("");
  private final VBox box;
  private @Nullable Job<Choice> job;
  private @Nullable CloudData asked;

  ValidationHelp(
      CloudsModel model,
      RunModel run,
      ParameterSpec spec,
      ParameterSheet sheet,
      Supplier<List<Double>> candidates) {
    this.model = model;
    this.run = run;
    this.spec = spec;
    this.candidates = candidates;
    button.getStyleClass().add("tiny");
    button.setId("validate-" + spec.key());
    button.setOnAction(_ -> press());
    said.getStyleClass().addAll("caption", "muted");
    said.setId("validated-" + spec.key());
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setTooltip(hint());
    box = new VBox(2, button, said);
    sheet.addBelow(spec.key(), box);
    say("");
  }

  @Override
  public void follow() {
    CloudData data = model.state().data();
    if (job != null && data != asked) {
      job.cancel();
    }
    boolean offered = CircularValidation.canScore(data.source());
    box.setVisible(offered);
    box.setManaged(offered);
  }

  @Override
  public void close() {
    if (job != null) {
      job.cancel();
    }
  }

  private void press() {
    if (job != null) {
      job.cancel();
    } else if (!candidates.get().isEmpty()) {
      start(candidates.get());
    }
  }

  private void start(List<Double> values) {
    CloudData data = model.state().data();
    asked = data;
    ParameterValues settings = run.run().parameters();
    button.setText(Strings.of("run.cancel"));
    say(Strings.of("validate.start", values.size()));
    CircularValidation validation =
        new CircularValidation(run.provider(), settings, Projection.CONDITIONAL);
    job =
        model
            .desk()
            .tasks()
            .solve(
                Strings.of("validate.title", spec.label()),
                self ->
                    validation.choose(
                        data.problem(run.run().cost()),
                        spec.key(),
                        values,
                        new SolveRecord(self, 0),
                        new Tally(self, values.size())::add),
                this::accept,
                this::reject);
  }

  /** Counts the scores on the solving thread and tells the window. */
  private final class Tally {

    private final Job<?> watched;
    private final int all;
    private int tried;
    private @Nullable Score best;

    Tally(Job<?> watched, int all) {
      this.watched = watched;
      this.all = all;
    }

    void add(Score score) {
      tried++;
      if (best == null || score.accuracy() > best.accuracy()) {
        best = score;
      }
      String words =
          Strings.of(
              "validate.tried",
              tried,
              all,
              Numbers.setting(best.value()),
              Numbers.percent(best.accuracy()));
      watched.progress((double) tried / all, words);
      Platform.runLater(
          () -> {
            if (job == watched) {
              say(words);
            }
          });
    }
  }

  private void accept(Choice choice) {
    boolean stopped = job == null || job.isCancelled();
    rest();
    if (stopped) {
      say(Strings.of("validate.stopped"));
      return;
    }
    Score best = choice.best();
    boolean sure = choice.scores().stream().allMatch(Score::converged);
    model.setParameters(run.id(), run.run().parameters().with(spec.key(), best.value()));
    say(
        Strings.of(
            sure ? "validate.done" : "validate.unsure",
            Numbers.setting(best.value()),
            Numbers.percent(best.accuracy())));
  }

  private void reject(Throwable error) {
    boolean stopped = job == null || job.isCancelled();
    rest();
    say(
        stopped
            ? Strings.of("validate.stopped")
            : Words.sentence(Messages.sentence(run.provider().descriptor().name(), error)));
  }

  private void rest() {
    job = null;
    button.setText(Strings.of("validate.choose"));
  }

  private Tooltip hint() {
    Tooltip hint = new Tooltip(Strings.of("validate.hint", SettingHelps.CANDIDATES));
    hint.setWrapText(true);
    hint.setMaxWidth(280);
    return hint;
  }

  private void say(String words) {
    said.setText(words);
    said.setVisible(!words.isEmpty());
    said.setManaged(!words.isEmpty());
  }
}
