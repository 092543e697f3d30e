package monge.app.clouds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import monge.app.frame.Entries;
import monge.app.frame.Icons;
import monge.app.frame.Mark;
import monge.app.frame.NumberList;
import monge.app.frame.NumberList.Line;
import monge.app.frame.Strings;
import monge.solver.Capability;
import monge.solver.Convergence;
import monge.solver.Cure;
import monge.solver.LocalMinimum;
import monge.solver.Objective;
import monge.solver.PlanSolution;
import monge.solver.PointField;
import monge.solver.Solution;
import monge.solver.SolverDescriptor;
import monge.views.picture.Numbers;

/** Why a solve stopped, what it found, and how far that is from the truth. */
final class ResultBlock extends VBox {

  private static final int MOST_MINIMA = 6;

  private final CloudsModel model;
  private final Label mark = Icons.mark(Mark.STALE);
  private final Label progress = Entries.sentence("");
  private final VBox words = new VBox();
  private final NumberList numbers = new NumberList();
  private final VBox minima = new VBox(4);
  private Optional<Said> said = Optional.empty();
  private List<LocalMinimum> minimaShown = List.of();

  /** What is said in sentences, with the button that acts on it. */
  private record Said(String words, Tone tone, Optional<Cure> cure, int run) {}

  private enum Tone {
    PLAIN,
    NOTICE,
    ERROR
  }

  ResultBlock(CloudsModel model) {
    this.model = model;
    setId("result");
    getStyleClass().add("panel");
    getChildren()
        .addAll(
            Entries.pair(Entries.heading(Strings.of("result.title")), mark),
            progress,
            words,
            numbers,
            minima);
    minima.setId("minima");
  }

  /** Only what differs from what stands is made anew. */
  void show(RunModel run) {
    RunStatus status = run.shown().get();
    Icons.show(mark, status.mark(), status.mark().word());
    present(progress, status.isRunning());
    progress.setText(status.isRunning() ? Words.progress(status) : "");
    Optional<Solution> solution = status.solution().filter(_ -> status.failure().isEmpty());
    say(run, said(run, status, solution));
    numbers.show(solution.map(s -> lines(run, status, s)).orElse(List.of()));
    present(numbers, solution.isPresent());
    showMinima(
        solution
            .filter(PlanSolution.class::isInstance)
            .map(s -> ((PlanSolution) s).minima())
            .orElse(List.of()));
  }

  private static void present(Node part, boolean present) {
    part.setVisible(present);
    part.setManaged(present);
  }

  private static Optional<Said> said(RunModel run, RunStatus status, Optional<Solution> solution) {
    if (!status.failure().isEmpty()) {
      return Optional.of(new Said(status.failure(), Tone.ERROR, status.cure(), run.id()));
    }
    return solution.map(Solution::convergence).flatMap(c -> said(run, status, c));
  }

  private static Optional<Said> said(RunModel run, RunStatus status, Convergence c) {
    SolverDescriptor solver = run.provider().descriptor();
    if (status.fresh()
        && (status.mark() == Mark.NOT_CONVERGED || status.mark() == Mark.CANCELLED)) {
      String words =
          Words.sentence(solver, c.reason())
              + c.cure().map(cure -> " " + Words.sentence(solver, cure.sentence())).orElse("");
      return Optional.of(new Said(words, Tone.NOTICE, c.cure(), run.id()));
    }
    return c.reason().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Said(Words.sentence(solver, c.reason()), Tone.PLAIN, Optional.empty(), run.id()));
  }

  private void say(RunModel run, Optional<Said> now) {
    if (now.equals(said)) {
      return;
    }
    said = now;
    words.getChildren().setAll(now.map(s -> node(s, run)).stream().toList());
    present(words, now.isPresent());
  }

  private Node node(Said now, RunModel run) {
    return now.tone() == Tone.PLAIN
        ? Entries.sentence(now.words())
        : Entries.notice(
            now.words(), now.tone() == Tone.ERROR, now.cure(), () -> model.applyCure(run));
  }

  private List<Line> lines(RunModel run, RunStatus status, Solution solution) {
    List<Line> lines = new ArrayList<>();
    addValues(lines, run, solution);
    addMarginals(lines, run, status.facts(), solution.convergence());
    addFields(lines, solution.fields());
    PlanFacts facts = status.facts();
    if (facts.entries() > 0) {
      String of =
          Strings.of("result.of", Numbers.count(facts.above()), Numbers.count(facts.entries()));
      lines.add(new Line(Strings.of("result.entries"), of));
    }
    lines.add(
        new Line(Strings.of("result.time"), Numbers.duration(solution.convergence().elapsed())));
    return lines;
  }

  /** What is minimised, the solver's own terms, the gap. */
  private void addValues(List<Line> rows, RunModel run, Solution solution) {
    Objective objective = solution.objective();
    rows.add(
        new Line(
            Strings.of(Words.isCost(run, solution) ? "result.cost" : "result.value"),
            Numbers.decimals(objective.value(), 6)));
    if (Words.isCost(run, solution) && solution.convergence().status().isSuccess()) {
      aboveExact(run, objective.value())
          .ifPresent(
              share ->
                  rows.add(
                      new Line(Strings.of("result.above"), signed(Numbers.percent(share, 2)))));
    }
    objective
        .terms()
        .forEach(
            (name, value) -> {
              // Terms without words are said elsewhere, such as the mass moved.
              String words = Strings.find("term." + name).orElseGet(() -> plain(name));
              if (!words.isEmpty() && !value.isNaN()) {
                rows.add(new Line(words, Numbers.decimals(value, 6)));
              }
            });
    objective
        .gap()
        .ifPresent(
            gap ->
                rows.add(new Line(Strings.of("result.gap"), Numbers.gap(gap, objective.value()))));
  }

  /**
   * How far the plan's marginals are from a and b; where those may differ, the mass that is moved,
   * created and destroyed.
   */
  private static void addMarginals(
      List<Line> rows, RunModel run, PlanFacts facts, Convergence end) {
    if (run.provider().descriptor().can(Capability.UNBALANCED)) {
      if (facts.entries() > 0) {
        PlanFacts.Mass mass = facts.mass();
        rows.add(new Line(Strings.of("result.moved"), Numbers.decimals(mass.moved(), 6)));
        rows.add(new Line(Strings.of("result.created"), Numbers.decimals(mass.created(), 6)));
        rows.add(new Line(Strings.of("result.destroyed"), Numbers.decimals(mass.destroyed(), 6)));
      }
      return;
    }
    if (!Double.isNaN(end.sourceError())) {
      rows.add(new Line(Strings.of("result.source-error"), Numbers.error(end.sourceError())));
    }
    if (!Double.isNaN(end.targetError())) {
      rows.add(new Line(Strings.of("result.target-error"), Numbers.error(end.targetError())));
    }
  }

  /** From where to where the values a point go. */
  private static void addFields(List<Line> rows, List<PointField> fields) {
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
          new Line(
              field.label() + ", " + side,
              field.unit().isEmpty() ? range : range + " " + field.unit()));
    }
  }

  /** The local optima that the starts have led to, best first. */
  private void showMinima(List<LocalMinimum> now) {
    present(minima, !now.isEmpty());
    if (now.equals(minimaShown)) {
      return;
    }
    minimaShown = now;
    NumberList rows = new NumberList();
    rows.show(
        now.stream()
            .limit(MOST_MINIMA)
            .map(
                minimum ->
                    new Line(
                        Words.sentence(minimum.start()).replaceFirst("\\.$", ""),
                        Numbers.decimals(minimum.value(), 6)))
            .toList());
    String title =
        now.size() == 1 ? Strings.of("minima.one") : Strings.of("minima.title", now.size());
    minima.getChildren().setAll(Entries.heading(title), rows);
    if (now.size() > MOST_MINIMA) {
      minima.getChildren().add(Entries.muted(Strings.of("minima.more", now.size() - MOST_MINIMA)));
    }
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

  /** A plus before a plain number; "<0.01 %" says by itself that there is something. */
  private static String signed(String percent) {
    return percent.matches("[1-9].*|0\\..*") ? "+" + percent : percent;
  }

  private static String plain(String name) {
    String words = name.replace('_', ' ');
    return Words.sentence(words).replaceFirst("\\.$", "");
  }
}
