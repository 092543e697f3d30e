package monge.views.pointvalue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import monge.measure.DiscreteMeasure;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterSpec.Choice;
import monge.problem.LinearProblem;
import monge.solver.PlanSolution;
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

/**
 * Values a point, such as perplexities, potentials or mass destroyed: colour and size of the
 * clouds' points.
 */
public final class PointValueView implements SolutionView {

  /** Which of the answer's values are shown. */
  public static final String FIELD = "field";

  private static final String POTENTIAL = "about its mean";

  private static final ViewDescriptor DESCRIPTOR =
      new ViewDescriptor(
          "values",
          "Values",
          "of points · size and colour",
          25,
          300,
          false,
          List.of(choice(List.of(""))));

  /** The values that some answers hold, by their names. */
  private static ParameterSpec choice(List<String> labels) {
    return new Choice(
        FIELD,
        "Values",
        "Which of the values that come with the answers are shown.",
        labels.getFirst(),
        labels.stream().map(label -> new Choice.Option(label, label)).toList());
  }

  @Override
  public List<ParameterSpec> options(List<Solution> answers) {
    // What only some solvers give comes before what many do.
    Stream<String> own =
        answers.stream().flatMap(answer -> answer.fields().stream()).map(PointField::label);
    Stream<String> all = answers.stream().flatMap(answer -> labels(answer).stream());
    List<String> labels = Stream.concat(own, all).distinct().toList();
    return labels.isEmpty() ? DESCRIPTOR.options() : List.of(choice(labels));
  }

  @Override
  public ViewDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public boolean shows(Solution solution) {
    return !labels(solution).isEmpty()
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
    PointValues values = values(input);
    return values.isSigned() ? "±" + Numbers.tick(values.limitOfSize()) : "";
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
    return fields(solution).stream().map(PointField::label).distinct().toList();
  }

  /** What comes with the answer, and the potentials, whose constant says nothing. */
  private static List<PointField> fields(Solution solution) {
    List<PointField> fields = new ArrayList<>(solution.fields());
    if (solution instanceof PlanSolution plan) {
      plan.potentials()
          .ifPresent(
              potentials -> {
                double[] f = aboutMean(potentials.f(), plan.problem().source());
                double[] g = aboutMean(potentials.g(), plan.problem().target());
                fields.add(PointField.ofSource("dual_f", "Potential f", POTENTIAL, f));
                fields.add(PointField.ofTarget("dual_g", "Potential g", POTENTIAL, g));
              });
    }
    return fields;
  }

  /** Values less their mean over the mass; NaN at points that have none. */
  private static double[] aboutMean(double[] values, DiscreteMeasure cloud) {
    double mass = 0;
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      if (cloud.weight(i) > 0 && Double.isFinite(values[i])) {
        mass += cloud.weight(i);
        sum += cloud.weight(i) * values[i];
      }
    }
    double[] about = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      about[i] = Double.isFinite(values[i]) ? values[i] - sum / mass : Double.NaN;
    }
    return about;
  }

  /** The name chosen; without a choice the first there is. */
  private static String label(ViewInput input) {
    String chosen = input.options().choice(FIELD);
    return chosen.isEmpty() ? labels(input.solution()).getFirst() : chosen;
  }

  private static PointValues values(ViewInput input) {
    String label = label(input);
    List<PointField> shown =
        fields(input.solution()).stream().filter(field -> field.label().equals(label)).toList();
    return PointValues.of(
        label,
        shown.stream().map(PointField::unit).findFirst().orElse(""),
        of(shown, PointField.Side.SOURCE),
        of(shown, PointField.Side.TARGET));
  }

  private static Optional<double[]> of(List<PointField> fields, PointField.Side side) {
    return fields.stream()
        .filter(field -> field.side() == side)
        .map(PointField::values)
        .findFirst();
  }
}
