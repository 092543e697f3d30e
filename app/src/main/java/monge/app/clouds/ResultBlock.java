package monge.app.clouds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import monge.app.frame.Entries;
import monge.app.frame.Icons;
import monge.app.frame.Mark;
import monge.app.frame.Strings;
import monge.solver.Capability;
import monge.solver.Convergence;
import monge.solver.Cure;
import monge.solver.LocalMinimum;
import monge.solver.Objective;
import monge.solver.PlanSolution;
import monge.solver.PointField;
import monge.solver.Solution;
import monge.views.picture.Numbers;
import org.jspecify.annotations.Nullable;

/** Why a solve stopped, what it found, and how far that is from the truth. */
final class ResultBlock extends VBox {

  private static final int MOST_MINIMA = 6;

  private final CloudsModel model;
  private Label progress = new Label();
  private @Nullable RunModel runningShown;
  private @Nullable Solution below;

  ResultBlock(CloudsModel model) {
    this.model = model;
    setId("result");
    getStyleClass().add("panel");
  }

  void show(RunModel run) {
    RunStatus status = run.shown().get();
    if (status.isRunning() && run == runningShown && status.solution().orElse(null) == below) {
      progress.setText(Words.progress(status));
      return;
    }
    runningShown = status.isRunning() ? run : null;
    below = status.solution().orElse(null);
    List<Node> parts = new ArrayList<>();
    HBox head =
        Entries.pair(Entries.heading(Strings.of("result.title")), Icons.mark(status.mark()));
    parts.add(head);
    if (status.isRunning()) {
      progress = sentence(Words.progress(status));
      parts.add(progress);
    }
    if (!status.failure().isEmpty()) {
      parts.add(notice(status.failure(), true, status.cure(), run));
    }
    Optional<Solution> solution = status.solution().filter(_ -> status.failure().isEmpty());
    solution.ifPresent(s -> addNumbers(parts, run, status, s));
    getChildren().setAll(parts);
  }

  private void addNumbers(List<Node> parts, RunModel run, RunStatus status, Solution solution) {
    Convergence c = solution.convergence();
    if (status.fresh()
        && (status.mark() == Mark.NOT_CONVERGED || status.mark() == Mark.CANCELLED)) {
      String words =
          Words.sentence(c.reason())
              + c.cure().map(cure -> " " + Words.sentence(cure.sentence())).orElse("");
      parts.add(notice(words, false, c.cure(), run));
    } else if (!c.reason().isEmpty()) {
      parts.add(sentence(Words.sentence(c.reason())));
    }
    VBox numbers = new VBox();
    addValues(numbers.getChildren(), run, solution);
    addMarginals(numbers.getChildren(), run, status.facts(), c);
    addFields(numbers.getChildren(), solution.fields());
    PlanFacts facts = status.facts();
    if (facts.entries() > 0) {
      String of =
          Strings.of("result.of", Numbers.count(facts.above()), Numbers.count(facts.entries()));
      numbers.getChildren().add(Entries.number(Strings.of("result.entries"), of));
    }
    numbers
        .getChildren()
        .add(Entries.number(Strings.of("result.time"), Numbers.duration(c.elapsed())));
    parts.add(numbers);
    if (solution instanceof PlanSolution plan && !plan.minima().isEmpty()) {
      parts.add(minima(plan.minima()));
    }
  }

  /** What is minimised, the solver's own terms, the gap. */
  private void addValues(List<Node> rows, RunModel run, Solution solution) {
    Objective objective = solution.objective();
    rows.add(
        Entries.number(
            Strings.of(Words.isCost(run, solution) ? "result.cost" : "result.value"),
            Numbers.decimals(objective.value(), 6)));
    if (Words.isCost(run, solution) && solution.convergence().status().isSuccess()) {
      aboveExact(run, objective.value())
          .ifPresent(
              share ->
                  rows.add(
                      Entries.number(
                          Strings.of("result.above"),
                          (share > 0 ? "+" : "") + Numbers.percent(share, 2))));
    }
    objective
        .terms()
        .forEach(
            (name, value) -> {
              // Terms without words are said elsewhere, such as the mass moved.
              String words = Strings.find("term." + name).orElseGet(() -> plain(name));
              if (!words.isEmpty() && !value.isNaN()) {
                rows.add(Entries.number(words, Numbers.decimals(value, 6)));
              }
            });
    objective
        .gap()
        .ifPresent(
            gap ->
                rows.add(
                    Entries.number(Strings.of("result.gap"), Numbers.gap(gap, objective.value()))));
  }

  /**
   * How far the plan's marginals are from a and b; where those may differ, the mass that is moved,
   * created and destroyed.
   */
  private static void addMarginals(
      List<Node> rows, RunModel run, PlanFacts facts, Convergence end) {
    if (run.provider().descriptor().can(Capability.UNBALANCED)) {
      if (facts.entries() > 0) {
        PlanFacts.Mass mass = facts.mass();
        rows.add(Entries.number(Strings.of("result.moved"), Numbers.decimals(mass.moved(), 6)));
        rows.add(Entries.number(Strings.of("result.created"), Numbers.decimals(mass.created(), 6)));
        rows.add(
            Entries.number(Strings.of("result.destroyed"), Numbers.decimals(mass.destroyed(), 6)));
      }
      return;
    }
    if (!Double.isNaN(end.sourceError())) {
      rows.add(Entries.number(Strings.of("result.source-error"), Numbers.error(end.sourceError())));
    }
    if (!Double.isNaN(end.targetError())) {
      rows.add(Entries.number(Strings.of("result.target-error"), Numbers.error(end.targetError())));
    }
  }

  /** From where to where the values a point go. */
  private static void addFields(List<Node> rows, List<PointField> fields) {
    for (PointField field : fields) {
      DoubleSummaryStatistics known =
          Arrays.stream(field.values()).filter(Double::isFinite).summaryStatistics();
      if (known.getCount() == 0) {
        continue;
      }
      String side =
          Strings.of(field.side() == PointField.Side.SOURCE ? "field.source" : "field.target");
      String range =
          Strings.of(
              "field.range", Numbers.brief(known.getMin(), 3), Numbers.brief(known.getMax(), 3));
      rows.add(
          Entries.number(
              field.label() + ", " + side,
              field.unit().isEmpty() ? range : range + " " + field.unit()));
    }
  }

  /** The local optima that the starts have led to, best first. */
  private static Node minima(List<LocalMinimum> minima) {
    VBox rows = new VBox();
    rows.setId("minima");
    for (LocalMinimum minimum : minima.subList(0, Math.min(MOST_MINIMA, minima.size()))) {
      rows.getChildren()
          .add(
              Entries.number(
                  Words.sentence(minimum.start()).replaceFirst("\\.$", ""),
                  Numbers.decimals(minimum.value(), 6)));
    }
    if (minima.size() > MOST_MINIMA) {
      rows.getChildren().add(Entries.muted(Strings.of("minima.more", minima.size() - MOST_MINIMA)));
    }
    String title =
        minima.size() == 1 ? Strings.of("minima.one") : Strings.of("minima.title", minima.size());
    return new VBox(4, Entries.heading(title), rows);
  }

  /** How far the cost is above that of an exact run of the same question. */
  private Optional<Double> aboveExact(RunModel run, double cost) {
    if (run.provider().descriptor().can(Capability.EXACT)) {
      return Optional.empty();
    }
    return model.runs().get().stream()
        .filter(other -> other.provider().descriptor().can(Capability.EXACT))
        .filter(other -> other.run().cost().equals(run.run().cost()))
        .filter(other -> other.status().get().fresh())
        .flatMap(other -> other.status().get().solution().stream())
        .findFirst()
        .map(exact -> exact.objective().value())
        .filter(exact -> exact > 0)
        .map(exact -> cost / exact - 1);
  }

  private Node notice(String words, boolean error, Optional<Cure> cure, RunModel run) {
    VBox box = new VBox(sentence(words));
    box.getStyleClass().add("notice");
    if (error) {
      box.getStyleClass().add("error");
    }
    cure.filter(c -> !c.changes().isEmpty())
        .ifPresent(
            c -> {
              Button button = new Button(c.label());
              button.setId("cure");
              button.setOnAction(_ -> model.applyCure(run));
              box.getChildren().add(button);
            });
    return box;
  }

  private static Label sentence(String words) {
    Label label = new Label(words);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  private static String plain(String name) {
    String words = name.replace('_', ' ');
    return Words.sentence(words).replaceFirst("\\.$", "");
  }
}
