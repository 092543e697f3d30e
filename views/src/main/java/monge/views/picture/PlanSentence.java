package monge.views.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import monge.plan.Coupling;
import monge.problem.LinearProblem;

/** What a plan does with the point or entry that is pointed at, in two lines. */
public final class PlanSentence {

  private static final int NAMED = 3;

  private PlanSentence() {}

  /**
   * Such as "x20 sends 0.0500 to 3 points" and "0.0273 → y14, 0.0136 → y4, 0.0091 → y2"; empty if
   * nothing is pointed at.
   *
   * @param least entries below are not counted among the points
   */
  public static String about(
      LinearProblem problem, Coupling coupling, Selection selection, double least) {
    Pointed pointed = Pointed.in(coupling, selection);
    if (pointed.isEmpty()) {
      return "";
    }
    if (!pointed.sources().isEmpty() && !pointed.targets().isEmpty()) {
      return entry(problem, coupling, pointed.sources().getFirst(), pointed.targets().getFirst());
    }
    List<Pointed.Flow> flows = new ArrayList<>(pointed.flows());
    double total = flows.stream().mapToDouble(Pointed.Flow::mass).sum();
    flows.removeIf(f -> f.mass() < least);
    flows.sort(Comparator.comparingDouble(Pointed.Flow::mass).reversed());
    boolean sends = pointed.fromSource();
    StringBuilder text = new StringBuilder();
    if (sends) {
      text.append(sourceName(pointed.sources().getFirst())).append(" sends ");
    } else {
      text.append(targetName(pointed.targets().getFirst())).append(" receives ");
    }
    text.append(Numbers.fixed(total, 4)).append(sends ? " to " : " from ");
    text.append(Numbers.count(flows.size(), "point", "points")).append('\n');
    for (int k = 0; k < Math.min(NAMED, flows.size()); k++) {
      Pointed.Flow flow = flows.get(k);
      text.append(k == 0 ? "" : ", ").append(mass(flow.mass())).append(sends ? " → " : " ← ");
      text.append(sends ? targetName(flow.j()) : sourceName(flow.i()));
    }
    if (flows.size() > NAMED) {
      text.append(", +").append(Numbers.count(flows.size() - NAMED)).append(" more");
    }
    return text.toString();
  }

  private static String entry(LinearProblem problem, Coupling coupling, int i, int j) {
    double mass = coupling.mass(i, j);
    String x = sourceName(i);
    String y = targetName(j);
    return "%s sends %s to %s\n%s of what %s sends, %s of what %s receives"
        .formatted(
            x,
            mass(mass),
            y,
            Numbers.percent(share(mass, problem.source().weight(i))),
            x,
            Numbers.percent(share(mass, problem.target().weight(j))),
            y);
  }

  /** Four decimals, or two digits where those would be zeros. */
  private static String mass(double mass) {
    return mass > 0 && mass < 0.001 ? Numbers.brief(mass, 2) : Numbers.fixed(mass, 4);
  }

  private static double share(double part, double whole) {
    return whole > 0 ? part / whole : 0;
  }

  /** What a person calls source point i: x1, x2, ... */
  public static String sourceName(int i) {
    return "x" + (i + 1);
  }

  /** What a person calls target point j: y1, y2, ... */
  public static String targetName(int j) {
    return "y" + (j + 1);
  }
}
