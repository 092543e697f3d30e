package monge.views.picture;

import java.util.ArrayList;
import java.util.List;
import monge.plan.Coupling;

/**
 * What a selection means for a plan: the points that are ringed and the entries that are ink.
 *
 * @param sources source points that are ringed
 * @param targets target points that are ringed
 * @param flows entries that are ink
 * @param fromSource whether shares are those of the receiving targets
 */
public record Pointed(
    List<Integer> sources, List<Integer> targets, List<Flow> flows, boolean fromSource) {

  /** One entry. */
  public record Flow(int i, int j, double mass) {}

  private static final Pointed NOTHING = new Pointed(List.of(), List.of(), List.of(), true);

  public Pointed {
    sources = List.copyOf(sources);
    targets = List.copyOf(targets);
    flows = List.copyOf(flows);
  }

  public boolean isEmpty() {
    return sources.isEmpty() && targets.isEmpty();
  }

  /**
   * The meaning of the selection; a selection that the plan has no such point for means nothing.
   */
  public static Pointed in(Coupling coupling, Selection selection) {
    int n = coupling.rows();
    int m = coupling.columns();
    List<Flow> flows = new ArrayList<>();
    return switch (selection) {
      case Selection.SourcePoint(int i) when i < n -> {
        coupling.forEachInRow(i, (_, j, mass) -> flows.add(new Flow(i, j, mass)));
        yield new Pointed(List.of(i), List.of(), flows, true);
      }
      case Selection.TargetPoint(int j) when j < m -> {
        for (int i = 0; i < n; i++) {
          double mass = coupling.mass(i, j);
          if (mass > 0) {
            flows.add(new Flow(i, j, mass));
          }
        }
        yield new Pointed(List.of(), List.of(j), flows, false);
      }
      case Selection.Entry(int i, int j) when i < n && j < m -> {
        double mass = coupling.mass(i, j);
        if (mass > 0) {
          flows.add(new Flow(i, j, mass));
        }
        yield new Pointed(List.of(i), List.of(j), flows, true);
      }
      default -> NOTHING;
    };
  }
}
