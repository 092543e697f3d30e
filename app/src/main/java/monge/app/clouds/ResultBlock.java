package monge.app.clouds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import monge.solver.Objective;
import monge.solver.Solution;
import monge.solver.Status;
import monge.views.picture.Numbers;

/** Why a solve stopped, what it found, and how far that is from the truth. */
final class ResultBlock extends VBox {

  private static final Map<String, String> TERMS =
      Map.of(
          "objective_entropic", "term.entropic",
          "mutual_information", "term.information",
          "mi", "term.information",
          "entropy", "term.entropy",
          "fused_objective", "term.fused");

  private final CloudsModel model;

  ResultBlock(CloudsModel model) {
    this.model = model;
    setId("result");
    getStyleClass().add("panel");
  }

  void show(RunModel run) {
    RunStatus status = run.shown().get();
    List<Node> parts = new ArrayList<>();
    HBox head =
        Entries.pair(Entries.heading(Strings.of("result.title")), Icons.mark(status.mark()));
    parts.add(head);
    if (status.isRunning()) {
      parts.add(sentence(Words.progress(status)));
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
    Objective objective = solution.objective();
    VBox numbers = new VBox();
    numbers
        .getChildren()
        .add(Entries.number(Strings.of("result.cost"), Numbers.decimals(objective.value(), 6)));
    Optional.of(c.status())
        .filter(Status::isSuccess)
        .flatMap(_ -> aboveExact(run, objective.value()))
        .ifPresent(
            share ->
                numbers
                    .getChildren()
                    .add(
                        Entries.number(
                            Strings.of("result.above"),
                            (share > 0 ? "+" : "") + Numbers.percent(share, 2))));
    objective
        .terms()
        .forEach(
            (name, value) -> {
              if (!name.equals("objective")) {
                String key = TERMS.get(name);
                String words = key == null ? plain(name) : Strings.of(key);
                numbers.getChildren().add(Entries.number(words, Numbers.decimals(value, 6)));
              }
            });
    objective
        .gap()
        .ifPresent(
            gap ->
                numbers
                    .getChildren()
                    .add(
                        Entries.number(
                            Strings.of("result.gap"), Numbers.gap(gap, objective.value()))));
    addError(numbers, "result.source-error", c.sourceError());
    addError(numbers, "result.target-error", c.targetError());
    PlanFacts facts = status.facts();
    if (facts.entries() > 0) {
      numbers
          .getChildren()
          .add(
              Entries.number(
                  Strings.of("result.entries"),
                  Strings.of(
                      "result.of", Numbers.count(facts.above()), Numbers.count(facts.entries()))));
    }
    numbers
        .getChildren()
        .add(Entries.number(Strings.of("result.time"), Numbers.duration(c.elapsed())));
    parts.add(numbers);
  }

  /** An error where the marginal is prescribed. */
  private static void addError(VBox numbers, String words, double error) {
    if (!Double.isNaN(error)) {
      numbers.getChildren().add(Entries.number(Strings.of(words), Numbers.error(error)));
    }
  }

  /**
   * How far the cost is above that of an exact run of the same question; a plan that need not move
   * all mass answers another.
   */
  private Optional<Double> aboveExact(RunModel run, double cost) {
    if (run.provider().descriptor().can(Capability.EXACT)
        || run.provider().descriptor().can(Capability.UNBALANCED)) {
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
