package monge.views;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Every view on the class path, in the order of their rows. */
public final class ViewRegistry {

  private final List<SolutionView> views;

  private ViewRegistry(List<SolutionView> views) {
    this.views = views;
  }

  public static ViewRegistry load() {
    return new ViewRegistry(
        ServiceLoader.load(SolutionView.class).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparing(v -> v.descriptor().order()))
            .toList());
  }

  public List<SolutionView> all() {
    return views;
  }

  /**
   * The view of that id.
   *
   * @throws IllegalArgumentException if there is none; the message lists what there is
   */
  public SolutionView require(String id) {
    return views.stream()
        .filter(v -> v.descriptor().id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown view '%s': expected one of %s"
                        .formatted(
                            id,
                            views.stream()
                                .map(v -> v.descriptor().id())
                                .collect(Collectors.joining(", ")))));
  }
}
