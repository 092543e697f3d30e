package monge.image;

import monge.plan.Coupling;

/**
 * A plan between two palettes, coarsened to a few groups of colours a side so that a person can see
 * it: {@code F_gh = sum of P_ij over i in group g, j in group h}. Immutable.
 */
public final class PaletteFlow {

  private final Palette source;
  private final Palette target;
  private final double[][] mass;

  private PaletteFlow(Palette source, Palette target, double[][] mass) {
    this.source = source;
    this.target = target;
    this.mass = mass;
  }

  /**
   * Groups both palettes to at most {@code groups} colours, dark to light, and sums the plan.
   *
   * @param plan one row a colour of the source, one column a colour of the target
   * @throws IllegalArgumentException if it is of another shape, or groups are below 1
   */
  public static PaletteFlow of(
      Coupling plan, Palette source, Palette target, int groups, long seed) {
    if (plan.rows() != source.size() || plan.columns() != target.size()) {
      throw new IllegalArgumentException(
          "the plan is %d×%d but the palettes have %d and %d colours"
              .formatted(plan.rows(), plan.columns(), source.size(), target.size()));
    }
    Palette.Grouping from = source.grouped(groups, seed);
    Palette.Grouping to = target.grouped(groups, seed);
    int[] fromGroup = from.groupOf();
    int[] toGroup = to.groupOf();
    double[][] mass = new double[from.palette().size()][to.palette().size()];
    plan.forEach((i, j, p) -> mass[fromGroup[i]][toGroup[j]] += p);
    return new PaletteFlow(from.palette(), to.palette(), mass);
  }

  /** The same groups without a plan: no mass flows. */
  public static PaletteFlow withoutPlan(Palette source, Palette target, int groups, long seed) {
    Palette from = source.grouped(groups, seed).palette();
    Palette to = target.grouped(groups, seed).palette();
    return new PaletteFlow(from, to, new double[from.size()][to.size()]);
  }

  public Palette source() {
    return source;
  }

  public Palette target() {
    return target;
  }

  /** The mass from group {@code g} of the source to group {@code h} of the target. */
  public double mass(int g, int h) {
    return mass[g][h];
  }
}
