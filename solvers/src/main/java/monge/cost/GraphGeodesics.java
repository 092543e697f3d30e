package monge.cost;

import java.util.Arrays;
import java.util.function.IntFunction;
import monge.measure.DiscreteMeasure;
import monge.numeric.Parallel;

/**
 * Shortest-path distances in an undirected graph with edges of length >= 0, by Dijkstra's algorithm
 * (1959) from every node: O(n (e log n)) time on all processors, O(n^2) memory. Immutable.
 *
 * <p>A measure takes them by {@link DiscreteMeasure#withDistances}.
 */
public final class GraphGeodesics {

  private final double[][] distances;

  private GraphGeodesics(double[][] distances) {
    this.distances = distances;
  }

  /**
   * The graph of a list of edges.
   *
   * @param nodes how many there are, at least 1, numbered from 0
   * @param edges rows {@code [i, j]}, of length 1, or {@code [i, j, length]}; of parallel edges the
   *     shorter counts
   * @throws IllegalArgumentException on no nodes, a row of another form, a node that does not
   *     exist, a negative or infinite length, or nodes that no path joins
   */
  public static GraphGeodesics ofEdges(int nodes, double[][] edges) {
    if (nodes < 1) {
      throw new IllegalArgumentException(
          "a graph of %d nodes: at least 1 is needed".formatted(nodes));
    }
    int[] from = new int[edges.length];
    int[] to = new int[edges.length];
    double[] length = new double[edges.length];
    for (int e = 0; e < edges.length; e++) {
      double[] edge = edges[e];
      if (edge.length != 2 && edge.length != 3) {
        throw new IllegalArgumentException(
            "edge %d has %d numbers: give two nodes, or two nodes and a length"
                .formatted(e, edge.length));
      }
      from[e] = node(e, edge[0], nodes);
      to[e] = node(e, edge[1], nodes);
      length[e] = edge.length == 3 ? edge[2] : 1;
      if (!(length[e] >= 0) || length[e] == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "edge %d has length %s: lengths must be finite and >= 0".formatted(e, length[e]));
      }
    }
    return new Adjacency(nodes, from, to, length).geodesics("add edges that join them");
  }

  /**
   * The graph that joins each point with its k nearest others by edges as long as their Euclidean
   * distance; two points are joined if either is among the other's nearest. O(n^2 (d + k log n)).
   *
   * @throws IllegalArgumentException if the points have no coordinates, k is not in [1, n-1], or
   *     the graph falls into parts
   */
  public static GraphGeodesics ofNearestNeighbours(DiscreteMeasure cloud, int k) {
    if (cloud.dimension() == 0) {
      throw new IllegalArgumentException(
          "the %d points have no coordinates: nearest neighbours need them, or give edges"
              .formatted(cloud.size()));
    }
    return neighbours(cloud.points(), k).geodesics(moreNeighbours(k));
  }

  /**
   * The costs {@code C_ij}, n×m: the geodesic distance from source point i to target point j in the
   * graph of the k nearest neighbours in the union of both clouds.
   *
   * @throws IllegalArgumentException if k is out of range or the graph falls into parts
   */
  static double[][] between(DiscreteMeasure source, DiscreteMeasure target, int k) {
    int n = source.size();
    double[][] union = Arrays.copyOf(source.points(), n + target.size());
    System.arraycopy(target.points(), 0, union, n, target.size());
    double[][] costs =
        neighbours(union, k)
            .fromFirst(
                n, i -> i < n ? "source point " + i : "target point " + (i - n), moreNeighbours(k));
    for (int i = 0; i < n; i++) {
      costs[i] = Arrays.copyOfRange(costs[i], n, union.length);
    }
    return costs;
  }

  private static String moreNeighbours(int k) {
    return "take more than k = %d nearest neighbours".formatted(k);
  }

  private static Adjacency neighbours(double[][] points, int k) {
    int n = points.length;
    if (k < 1 || k > Math.max(1, n - 1)) {
      throw new IllegalArgumentException(
          "k = %d nearest neighbours of %d points: take k from 1 to %d"
              .formatted(k, n, Math.max(1, n - 1)));
    }
    int each = Math.min(k, n - 1);
    int[] from = new int[n * each];
    int[] to = new int[n * each];
    double[] length = new double[n * each];
    CostFunction euclidean = new CostFunction.Euclidean();
    Parallel.ranges(
        n,
        Parallel.parts(n, 1 + 20_000 / n),
        (_, first, end) -> {
          double[] d = new double[n];
          for (int i = first; i < end; i++) {
            for (int j = 0; j < n; j++) {
              d[j] = euclidean.between(points[i], points[j]);
            }
            d[i] = Double.POSITIVE_INFINITY;
            int[] nearest = nearest(d, each);
            for (int s = 0; s < each; s++) {
              from[i * each + s] = i;
              to[i * each + s] = nearest[s];
              length[i * each + s] = d[nearest[s]];
            }
          }
        });
    return new Adjacency(n, from, to, length);
  }

  /** The k least entries' indices, ascending; of equal entries those that come first. */
  private static int[] nearest(double[] distances, int k) {
    if (k == 0) {
      return new int[0];
    }
    double[] sorted = distances.clone();
    Arrays.sort(sorted);
    double farthest = sorted[k - 1];
    int tied = k;
    for (int s = 0; s < k && sorted[s] < farthest; s++) {
      tied--;
    }
    int[] nearest = new int[k];
    int count = 0;
    for (int j = 0; count < k; j++) {
      if (distances[j] < farthest || (distances[j] == farthest && tied-- > 0)) {
        nearest[count++] = j;
      }
    }
    return nearest;
  }

  private static int node(int edge, double x, int nodes) {
    if (x != Math.rint(x) || x < 0 || x >= nodes) {
      throw new IllegalArgumentException(
          "edge %d names node %s: nodes are whole numbers from 0 to %d"
              .formatted(edge, x, nodes - 1));
    }
    return (int) x;
  }

  /** The distances between all nodes (n×n), a copy; symmetric, with zeros on the diagonal. */
  public double[][] distances() {
    double[][] copy = new double[distances.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = distances[i].clone();
    }
    return copy;
  }

  /** The edges by node. */
  private static final class Adjacency {
    private final int nodes;
    private final int[] starts;
    private final int[] ends;
    private final double[] lengths;

    Adjacency(int nodes, int[] from, int[] to, double[] length) {
      this.nodes = nodes;
      starts = new int[nodes + 1];
      for (int e = 0; e < from.length; e++) {
        starts[from[e] + 1]++;
        starts[to[e] + 1]++;
      }
      for (int i = 0; i < nodes; i++) {
        starts[i + 1] += starts[i];
      }
      int[] next = Arrays.copyOf(starts, nodes);
      ends = new int[2 * from.length];
      lengths = new double[2 * from.length];
      for (int e = 0; e < from.length; e++) {
        ends[next[from[e]]] = to[e];
        lengths[next[from[e]]++] = length[e];
        ends[next[to[e]]] = from[e];
        lengths[next[to[e]]++] = length[e];
      }
    }

    GraphGeodesics geodesics(String cure) {
      double[][] all = fromFirst(nodes, i -> "node " + i, cure);
      // The same path summed from its other end may differ in the last place.
      for (int i = 0; i < nodes; i++) {
        for (int j = 0; j < i; j++) {
          all[i][j] = all[j][i];
        }
      }
      return new GraphGeodesics(all);
    }

    /** The distances of the first nodes to all, a row each. */
    double[][] fromFirst(int count, IntFunction<String> names, String cure) {
      double[][] rows = new double[count][];
      rows[0] = from(0);
      requireConnected(rows[0], names, cure);
      Parallel.ranges(
          count,
          Parallel.parts(count, 1 + 20_000 / nodes),
          (_, first, end) -> {
            for (int i = Math.max(1, first); i < end; i++) {
              rows[i] = from(i);
            }
          });
      return rows;
    }

    private static void requireConnected(
        double[] fromFirst, IntFunction<String> names, String cure) {
      long missing = Arrays.stream(fromFirst).filter(Double::isInfinite).count();
      if (missing > 0) {
        int lost = 0;
        while (!Double.isInfinite(fromFirst[lost])) {
          lost++;
        }
        throw new IllegalArgumentException(
            "the graph is not connected: no path joins %s with %d of %d points, %s among them; %s"
                .formatted(names.apply(0), missing, fromFirst.length, names.apply(lost), cure));
      }
    }

    /** Distances from one node; infinite where no path leads. */
    private double[] from(int start) {
      double[] d = new double[nodes];
      Arrays.fill(d, Double.POSITIVE_INFINITY);
      d[start] = 0;
      NodeHeap heap = new NodeHeap(d);
      heap.raise(start);
      while (!heap.isEmpty()) {
        int i = heap.removeNearest();
        for (int e = starts[i]; e < starts[i + 1]; e++) {
          double through = d[i] + lengths[e];
          if (through < d[ends[e]]) {
            d[ends[e]] = through;
            heap.raise(ends[e]);
          }
        }
      }
      return d;
    }
  }

  /** Nodes by distance, nearest first; a node whose distance has shrunk is raised in place. */
  private static final class NodeHeap {
    private final double[] distance;
    private final int[] heap;
    private final int[] place;
    private int size;

    NodeHeap(double[] distance) {
      this.distance = distance;
      heap = new int[distance.length];
      place = new int[distance.length];
      Arrays.fill(place, -1);
    }

    boolean isEmpty() {
      return size == 0;
    }

    /** Adds a node, or moves it up after its distance has shrunk. */
    void raise(int node) {
      int at = place[node] < 0 ? size++ : place[node];
      while (at > 0 && distance[heap[(at - 1) / 2]] > distance[node]) {
        put(heap[(at - 1) / 2], at);
        at = (at - 1) / 2;
      }
      put(node, at);
    }

    int removeNearest() {
      int nearest = heap[0];
      int last = heap[--size];
      int at = 0;
      while (2 * at + 1 < size) {
        int child = 2 * at + 1;
        if (child + 1 < size && distance[heap[child + 1]] < distance[heap[child]]) {
          child++;
        }
        if (distance[heap[child]] >= distance[last]) {
          break;
        }
        put(heap[child], at);
        at = child;
      }
      if (size > 0) {
        put(last, at);
      }
      return nearest;
    }

    private void put(int node, int at) {
      heap[at] = node;
      place[node] = at;
    }
  }
}
