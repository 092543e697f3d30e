package monge.solver.exact;

import monge.plan.SparseCoupling;

/**
 * Writes flows between groups as a plan between their points: within a group the points are served
 * one after the other, so a basic solution stays one.
 */
final class FlowSplitter {

  private final PointGroups sources;
  private final PointGroups targets;
  private final double unit;
  private final long[] supply;
  private final long[] demand;
  private final int[] sourceAt;
  private final int[] targetAt;
  private final int[] rowOf;
  private final int[] columnOf;
  private final double[] massOf;
  private int count;

  /**
   * @param supply the weights of all source points; used up
   * @param demand the weights of all target points; used up
   */
  FlowSplitter(
      PointGroups sources, PointGroups targets, long[] supply, long[] demand, double unit) {
    this.sources = sources;
    this.targets = targets;
    this.supply = supply;
    this.demand = demand;
    this.unit = unit;
    sourceAt = new int[sources.size()];
    targetAt = new int[targets.size()];
    int most = supply.length + demand.length;
    rowOf = new int[most];
    columnOf = new int[most];
    massOf = new double[most];
  }

  /** Adds a flow between two groups. */
  void add(int source, int target, long flow) {
    int[] from = sources.members(source);
    int[] to = targets.members(target);
    long left = flow;
    while (left > 0) {
      int i = from[sourceAt[source]];
      int j = to[targetAt[target]];
      long moved = Math.min(left, Math.min(supply[i], demand[j]));
      rowOf[count] = i;
      columnOf[count] = j;
      massOf[count++] = moved * unit;
      left -= moved;
      supply[i] -= moved;
      demand[j] -= moved;
      if (supply[i] == 0) {
        sourceAt[source]++;
      }
      if (demand[j] == 0) {
        targetAt[target]++;
      }
    }
  }

  SparseCoupling plan() {
    return SparseCoupling.of(supply.length, demand.length, rowOf, columnOf, massOf, count);
  }
}
