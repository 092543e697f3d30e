package monge.solver;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * Every solver and evaluation on the class path, in a fixed order: where a program that uses the
 * engine begins.
 *
 * <pre>{@code
 * SolverProvider emd = SolverRegistry.load().require("emd");
 * Solution answer = emd.create(emd.defaults()).solve(problem);
 * }</pre>
 *
 * Immutable.
 */
public final class SolverRegistry {

  private final Map<String, SolverProvider> solvers;
  private final Map<String, Evaluation> evaluations;

  private SolverRegistry(List<SolverProvider> providers, List<Evaluation> evaluationList) {
    solvers = new LinkedHashMap<>();
    providers.stream()
        .sorted(
            Comparator.comparing((SolverProvider p) -> p.descriptor().family())
                .thenComparing(p -> p.descriptor().id()))
        .forEach(
            p -> {
              if (solvers.put(p.descriptor().id(), p) != null) {
                throw new IllegalStateException(
                    "two solvers have the id '%s': ids must differ".formatted(p.descriptor().id()));
              }
            });
    evaluations = new LinkedHashMap<>();
    evaluationList.stream()
        .sorted(Comparator.comparing(Evaluation::id))
        .forEach(e -> evaluations.put(e.id(), e));
  }

  /**
   * What the class path offers; looked for anew at every call.
   *
   * @throws IllegalStateException if two solvers have one id
   */
  public static SolverRegistry load() {
    return new SolverRegistry(
        ServiceLoader.load(SolverProvider.class).stream().map(ServiceLoader.Provider::get).toList(),
        ServiceLoader.load(Evaluation.class).stream().map(ServiceLoader.Provider::get).toList());
  }

  /** All solvers by family, then id. */
  public List<SolverProvider> all() {
    return List.copyOf(solvers.values());
  }

  /** All evaluations by id. */
  public List<Evaluation> evaluations() {
    return List.copyOf(evaluations.values());
  }

  /** The solver of that id, if there is one. */
  public Optional<SolverProvider> find(String id) {
    return Optional.ofNullable(solvers.get(id));
  }

  /** The evaluation of that id, if there is one. */
  public Optional<Evaluation> findEvaluation(String id) {
    return Optional.ofNullable(evaluations.get(id));
  }

  /**
   * The solver of that id.
   *
   * @throws IllegalArgumentException if there is none; the message lists what there is
   */
  public SolverProvider require(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown solver '%s': expected one of %s"
                        .formatted(
                            id, solvers.keySet().stream().collect(Collectors.joining(", ")))));
  }
}
