package monge.solver.exact;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import monge.measure.DiscreteMeasure;

/**
 * Points in groups that a solver treats as one each: those of a group cost the same to and from
 * everywhere. Groups are numbered by their first points.
 */
final class PointGroups {

  private final int[] first;
  private final int[][] members;

  private PointGroups(int[][] members) {
    this.members = members;
    first = Arrays.stream(members).mapToInt(group -> group[0]).toArray();
  }

  /** Every point a group of its own. */
  static PointGroups single(int[] points) {
    return new PointGroups(
        Arrays.stream(points).mapToObj(i -> new int[] {i}).toArray(int[][]::new));
  }

  /** Points with the same coordinates in one group. O(n log n). */
  static PointGroups ofEqual(DiscreteMeasure cloud, int[] points) {
    double[][] x = new double[cloud.size()][];
    for (int i : points) {
      x[i] = cloud.point(i);
    }
    int[] order =
        IntStream.of(points)
            .boxed()
            .sorted(Comparator.<Integer, double[]>comparing(i -> x[i], Arrays::compare))
            .mapToInt(Integer::intValue)
            .toArray();
    int[][] groups = new int[points.length][];
    int count = 0;
    int from = 0;
    for (int q = 1; q <= order.length; q++) {
      if (q == order.length || Arrays.compare(x[order[q]], x[order[from]]) != 0) {
        groups[count++] = Arrays.copyOfRange(order, from, q);
        from = q;
      }
    }
    int[][] found = Arrays.copyOf(groups, count);
    Arrays.sort(found, Comparator.comparingInt(group -> group[0]));
    return new PointGroups(found);
  }

  int size() {
    return members.length;
  }

  /** The first point of every group. */
  int[] first() {
    return first.clone();
  }

  /** The points of a group, in increasing order. Not to be changed. */
  int[] members(int group) {
    return members[group];
  }

  /** The groups' weights. */
  long[] sums(long[] weightOf) {
    long[] sums = new long[members.length];
    for (int k = 0; k < sums.length; k++) {
      for (int i : members[k]) {
        sums[k] += weightOf[i];
      }
    }
    return sums;
  }

  /** Gives every point the value of its group. */
  void spread(double[] ofGroups, double[] ofPoints) {
    for (int k = 0; k < members.length; k++) {
      for (int i : members[k]) {
        ofPoints[i] = ofGroups[k];
      }
    }
  }
}
