package monge.image;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import monge.solver.AffineSolution;
import monge.solver.PlanSolution;
import monge.solver.Solution;
import monge.solver.ValueSolution;

/** How a map of a few palette colours is extended to every colour. */
public enum Extension {
  /** As the nearest palette colour moves: exact there, jumps in between. */
  NEAREST("nearest", "Nearest colour"),
  /** The entropic map of a Sinkhorn plan: smooth. */
  ENTROPIC("entropic", "Entropic map"),
  /** The conditional mean under the plan, smoothed by a kernel: smooth. */
  CONDITIONAL("conditional", "Conditional mean"),
  /** The affine map between two Gaussians: smooth. */
  AFFINE("affine", "Affine map");

  private final String id;
  private final String label;

  Extension(String id, String label) {
    this.id = id;
    this.label = label;
  }

  /** The name on the command line. */
  public String id() {
    return id;
  }

  public String label() {
    return label;
  }

  /** Why a solution cannot be extended in this way; empty if it can. */
  public Optional<String> refusal(Solution solution) {
    if (solution instanceof ValueSolution) {
      return Optional.of(
          "'%s' gives a number and no map: use a solver that gives a plan"
              .formatted(solution.solver()));
    }
    boolean affine = solution instanceof AffineSolution;
    return switch (this) {
      case AFFINE ->
          affine
              ? Optional.empty()
              : Optional.of(
                  "map 'affine' needs an affine answer, '%s' gives a plan: use solver linear-map"
                      .formatted(solution.solver()));
      case NEAREST, CONDITIONAL ->
          affine
              ? Optional.of(
                  "map '%s' needs a plan, '%s' gives an affine map: use map affine"
                      .formatted(id, solution.solver()))
              : Optional.empty();
      case ENTROPIC ->
          entropic(solution)
              ? Optional.empty()
              : Optional.of(
                  ("map 'entropic' needs the potentials of an entropic plan, '%s' has none: use "
                          + "solver sinkhorn, or map nearest")
                      .formatted(solution.solver()));
    };
  }

  /** The extensions that a solution allows, the most natural first. */
  public static List<Extension> of(Solution solution) {
    return List.of(AFFINE, ENTROPIC, NEAREST, CONDITIONAL).stream()
        .filter(e -> e.refusal(solution).isEmpty())
        .toList();
  }

  /**
   * The extension of that id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Extension named(String id) {
    for (Extension extension : values()) {
      if (extension.id.equals(id)) {
        return extension;
      }
    }
    throw new IllegalArgumentException(
        "unknown map '%s': expected one of %s"
            .formatted(
                id, Arrays.stream(values()).map(Extension::id).collect(Collectors.joining(", "))));
  }

  /** Whether the potentials come with a softness: then the plan has the entropic form. */
  private static boolean entropic(Solution solution) {
    return solution instanceof PlanSolution plan
        && plan.potentials().isPresent()
        && plan.parameters().has("reg");
  }
}
