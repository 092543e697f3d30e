package monge.app.clouds;

import java.util.ArrayList;
import java.util.List;
import monge.app.clouds.CloudsState.Run;
import monge.app.frame.Sentences;
import monge.app.frame.Strings;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterValues;
import monge.solver.AffineSolution;
import monge.solver.Convergence;
import monge.solver.PlanSolution;
import monge.solver.Solution;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.TracePoint;
import monge.solver.ValueSolution;
import monge.views.picture.Numbers;

/** How runs and their answers are put in a few words. */
final class Words {

  private static final int MOST_SETTINGS = 2;

  private Words() {}

  /**
   * The second words of a column header, the most important first: the settings that have a letter,
   * such as "ε 0.05", or the method.
   */
  static List<String> settings(SolverDescriptor descriptor, Run run) {
    ParameterValues values = run.parameters();
    List<String> said = new ArrayList<>();
    for (ParameterSpec spec : descriptor.parameters()) {
      String letter = Sentences.letter(spec.label());
      boolean usual = values.value(spec.key()).equals(spec.defaultValue());
      if (spec instanceof ParameterSpec.Real
          && !letter.isEmpty()
          && said.size() < MOST_SETTINGS
          && (said.isEmpty() || !usual)) {
        said.add(letter + " " + Numbers.setting(values.real(spec.key())));
      }
    }
    return said.isEmpty() ? List.of(descriptor.method()) : said;
  }

  /**
   * The second line of a column header, the most important first; a run with a ground cost of its
   * own names it.
   */
  static List<String> numbers(RunModel run, Solution solution) {
    List<String> said = new ArrayList<>();
    double cost = solution.objective().value();
    String own = run.run().cost().map(name -> name + " ").orElse("");
    said.add(own + (isCost(run, solution) ? "cost " : "value ") + Numbers.cost(cost));
    solution.objective().gap().ifPresent(gap -> said.add("gap " + Numbers.gap(gap, cost)));
    Convergence c = solution.convergence();
    if (c.iterations() > 0) {
      String unit = c.iterations() == 1 ? singular(c.unit()) : c.unit();
      said.add(Numbers.count(c.iterations()) + " " + unit.replaceFirst("^iterations?$", "it"));
    }
    return said;
  }

  /** One of what is counted: iterations, outer steps, passes. */
  private static String singular(String units) {
    return units.replaceFirst("(?<=ss)es$|s$", "");
  }

  /**
   * Whether the value of an answer is what its plan costs, so that it can be held against that of
   * an exact plan; a number without a plan and a comparison of distances are not.
   */
  static boolean isCost(RunModel run, Solution solution) {
    return switch (solution) {
      case PlanSolution plan ->
          plan.problem().geometry().isPresent()
              && run.provider().descriptor().family() != SolverFamily.GROMOV;
      case AffineSolution _ -> true;
      case ValueSolution _ -> false;
    };
  }

  /**
   * Where a running solve stands, in a column header: short, and each number in room of its own, so
   * that none moves as digits come and go.
   */
  static String ticker(RunStatus status) {
    String words =
        status
            .latest()
            .map(
                (TracePoint p) -> {
                  String it = "it %-6s  ".formatted(Numbers.count(p.iteration()));
                  if (!Double.isNaN(p.marginalError())) {
                    return it + "error %-7s  ".formatted(Numbers.error(p.marginalError()));
                  }
                  return Double.isNaN(p.gap())
                      ? it
                      : it + "gap %-7s  ".formatted(Numbers.error(p.gap()));
                })
            .orElse("");
    return words + Numbers.duration(status.elapsed());
  }

  /** Where a running solve stands. */
  static String progress(RunStatus status) {
    List<String> said = new ArrayList<>();
    status
        .latest()
        .ifPresent(
            (TracePoint p) -> {
              said.add(Strings.of("run.iteration", Numbers.count(p.iteration())));
              if (!Double.isNaN(p.marginalError())) {
                said.add(Strings.of("run.error", Numbers.error(p.marginalError())));
              } else if (!Double.isNaN(p.gap())) {
                said.add(Strings.of("run.gap", Numbers.error(p.gap())));
              }
            });
    said.add(Numbers.duration(status.elapsed()));
    return String.join("  ", said);
  }
}
