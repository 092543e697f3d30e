package monge.app.cli;

import java.util.List;
import java.util.Locale;
import monge.parameter.ParameterSpec;
import monge.solver.Capability;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;

/** How the reference pages put what descriptors say. */
final class SolverWords {

  private SolverWords() {}

  /** What the answers can do, one sentence each. */
  static List<String> capabilities(SolverDescriptor descriptor) {
    return descriptor.capabilities().stream().sorted().map(SolverWords::words).toList();
  }

  private static String words(Capability capability) {
    return switch (capability) {
      case EXACT ->
          "The objective is the optimum of the transport problem, without regularisation.";
      case BALANCED -> "A converged plan has the marginals a and b.";
      case POTENTIALS -> "Dual potentials come with the plan.";
      case GAP -> "A duality gap comes with the plan.";
      case SPARSE_PLAN -> "The plan has O(n + m) entries.";
      case AFFINE_MAP -> "The answer is an affine map.";
      case WARM_START -> "An earlier answer makes the solve faster.";
      case SNAPSHOTS -> "Iterations are reported with snapshots of the plan, to be replayed.";
      case INTRA_DOMAIN ->
          "Only distances within each cloud matter: a rigid motion of one cloud changes nothing.";
      case UNBALANCED ->
          "The marginals of the plan may differ from a and b, whose masses need not agree.";
      case NON_CONVEX ->
          "The problem is not convex: the answer is a local optimum and depends on the start.";
      case SOURCE_LABELS -> "Class labels of the source points change the answer.";
      case TARGET_LABELS -> "Class labels of the target points change the answer.";
      case SYMMETRIC ->
          "Neither cloud is favoured: exchanging them keeps the value and transposes a plan.";
      default -> plain(capability);
    };
  }

  /** A capability that has no sentence of its own. */
  private static String plain(Capability capability) {
    String words = capability.name().replace('_', ' ').toLowerCase(Locale.ROOT);
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
  }

  /** The solvers of a family, in the order of the registry. */
  static List<SolverDescriptor> of(SolverFamily family, SolverRegistry registry) {
    return registry.all().stream()
        .map(SolverProvider::descriptor)
        .filter(d -> d.family() == family)
        .toList();
  }

  /** The families that have solvers. */
  static List<SolverFamily> families(SolverRegistry registry) {
    return registry.all().stream().map(p -> p.descriptor().family()).distinct().sorted().toList();
  }

  /** The accepted values with their unit. */
  static String range(ParameterSpec spec) {
    boolean measured = spec instanceof ParameterSpec.Real r && !r.unit().isEmpty();
    return measured ? spec.range() + ", in " + ((ParameterSpec.Real) spec).unit() : spec.range();
  }

  /** The default as people write it: 1e-5, 0.1, 1000. */
  static String defaultOf(ParameterSpec spec) {
    return spec.defaultValue() instanceof Double x
        ? number(x)
        : String.valueOf(spec.defaultValue());
  }

  private static String number(double x) {
    if (x == Math.rint(x) && Math.abs(x) < 1e6) {
      return Long.toString((long) x);
    }
    return Double.toString(x).toLowerCase(Locale.ROOT).replace(".0e", "e");
  }
}
