package monge.solver;

import java.util.Map;

/**
 * What would make a stopped solve succeed: a sentence, and the parameter changes a button can
 * apply.
 *
 * @param label a few words for the button, such as "Continue 1000 more"
 * @param changes parameter values by key; empty if no setting helps
 */
public record Cure(String sentence, String label, Map<String, Object> changes) {

  public Cure {
    changes = Map.copyOf(changes);
  }

  /**
   * Twice as many of what a solve ran out of.
   *
   * @param units what {@code most} counts, plural: "steps"
   */
  public static Cure twice(String sentence, String units, int most) {
    return new Cure(
        sentence,
        "Allow twice the " + units,
        Map.of(CommonParameters.MAX_ITERATIONS, (int) Math.min(Integer.MAX_VALUE, 2L * most)));
  }
}
