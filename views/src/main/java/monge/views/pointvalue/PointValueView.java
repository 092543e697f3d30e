package monge.views.pointvalue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import monge.parameter.ParameterSpec.Choice;
import monge.problem.LinearProblem;
import monge.solver.PointField;
import monge.solver.Solution;
import monge.views.SolutionView;
import monge.views.ViewDescriptor;
import monge.views.ViewInput;
import monge.views.picture.Numbers;
import monge.views.picture.Picture;
import monge.views.picture.PlanSentence;
import monge.views.picture.PlaneClouds;
import monge.views.picture.PointValuePicture;
import monge.views.picture.PointValues;
import monge.views.picture.Selection;

/** Values a point, such as perplexities and temperatures: colour and size of the clouds' points. */
public final class PointValueView implements SolutionView {

  /** Which of the answer's values are shown. */
  public static final String FIELD = "field";

  private static final List<String> FIELDS = List.of("first", "second", "third", "fourth");

  private static final ViewDescriptor DESCRIPTOR =
      new ViewDescriptor(
          "values",
          "Values",
          "of points · size and colour",
          25,
          300,
          false,
          List.of(
              new Choice(
                  FIELD,
                  "Values",
                  "Which of the values that come with the answer are shown; the note names them.",
                  FIELDS.getFirst(),
                  List.of(
                      new Choice.Option("first", "First"),
                      new Choice.Option("second", "Second"),
                      new Choice.Option("third", "Third"),
                      new Choice.Option("fourth", "Fourth")))));

  @Override
  public ViewDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public boolean shows(Solution solution) {
    return !solution.fields().isEmpty()
        && solution.problem() instanceof LinearProblem problem
        && problem.source().dimension() > 0
        && problem.target().dimension() > 0;
  }

  @Override
  public Picture picture(ViewInput input) {
    return new PointValuePicture(
        PlaneClouds.of((LinearProblem) input.solution().problem()),
        values(input),
        input.selection(),
        input.camera(),
        input.look());
  }

  @Override
  public boolean showsPointsInPlace() {
    return true;
  }

  @Override
  public int sentenceLines() {
    return 2;
  }

  @Override
  public String note(ViewInput input) {
    List<String> labels = labels(input.solution());
    String shown = label(input);
    return labels.size() == 1
        ? shown
        : "%s, %d of %d".formatted(shown, labels.indexOf(shown) + 1, labels.size());
  }

  @Override
  public String sentence(ViewInput input) {
    PointValues values = values(input);
    return switch (input.selection()) {
      case Selection.Nothing _ -> "";
      case Selection.SourcePoint(int i) ->
          sentence(PlanSentence.sourceName(i), values.source(i), values);
      case Selection.TargetPoint(int j) ->
          sentence(PlanSentence.targetName(j), values.target(j), values);
      case Selection.Entry(int i, int j) ->
          sentence(PlanSentence.sourceName(i), values.source(i), values)
              + "\n"
              + sentence(PlanSentence.targetName(j), values.target(j), values);
    };
  }

  private static String sentence(String name, double value, PointValues values) {
    return Double.isNaN(value)
        ? name + " has no " + values.label().toLowerCase(Locale.ROOT)
        : "%s of %s: %s".formatted(values.label(), name, Numbers.tick(value));
  }

  private static List<String> labels(Solution solution) {
    return solution.fields().stream().map(PointField::label).distinct().toList();
  }

  /** The label chosen, or the last one if there are fewer. */
  private static String label(ViewInput input) {
    List<String> labels = labels(input.solution());
    int chosen = FIELDS.indexOf(input.options().choice(FIELD));
    return labels.get(Math.min(chosen, labels.size() - 1));
  }

  private static PointValues values(ViewInput input) {
    Solution solution = input.solution();
    String label = label(input);
    return PointValues.of(
        label,
        unit(solution, label),
        field(solution, label, PointField.Side.SOURCE),
        field(solution, label, PointField.Side.TARGET));
  }

  private static String unit(Solution solution, String label) {
    return solution.fields().stream()
        .filter(f -> f.label().equals(label))
        .map(PointField::unit)
        .findFirst()
        .orElse("");
  }

  private static Optional<double[]> field(Solution solution, String label, PointField.Side side) {
    return solution.fields().stream()
        .filter(f -> f.label().equals(label) && f.side() == side)
        .map(PointField::values)
        .findFirst();
  }
}
