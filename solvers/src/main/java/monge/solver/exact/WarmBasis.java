package monge.solver.exact;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import monge.plan.Coupling;
import monge.plan.Potentials;
import monge.plan.SparseCoupling;
import monge.solver.Start;

/**
 * A first basis from an earlier basic plan for the same weights and other costs, as when a point is
 * dragged. Its routes form a forest; the trees are joined by routes of flow 0 that are cheap at the
 * earlier prices, each hanging a source below a target, so the tree is strongly feasible.
 */
final class WarmBasis {

  private final CostRows costs;
  private final IntegerWeights weights;
  private final int[] rows;
  private final int[] columns;
  private final int n;
  private final int nodes;
  private final int[] sourceOf;
  private final int[] targetOf;
  private final long[] flow;
  private final int[] component;
  private int edges;

  private WarmBasis(CostRows costs, IntegerWeights weights, int[] rows, int[] columns) {
    this.costs = costs;
    this.weights = weights;
    this.rows = rows;
    this.columns = columns;
    n = rows.length;
    nodes = n + columns.length;
    sourceOf = new int[nodes - 1];
    targetOf = new int[nodes - 1];
    flow = new long[nodes - 1];
    component = new int[nodes];
    Arrays.setAll(component, v -> v);
  }

  /**
   * The basis; empty if the start has no plan, if the plan is not basic or not for these weights,
   * or when cancelled. O(nm) time.
   *
   * @param rows the sources of positive weight
   * @param columns the targets of positive weight
   */
  static Optional<TransportBasis> build(
      Start start,
      int allRows,
      int allColumns,
      CostRows costs,
      IntegerWeights weights,
      int[] rows,
      int[] columns,
      BooleanSupplier cancelled) {
    if (start.plan().isEmpty()
        || start.potentials().isEmpty()
        || !(start.plan().get() instanceof SparseCoupling plan)
        || plan.rows() != allRows
        || plan.columns() != allColumns
        || plan.nonzeros() > rows.length + columns.length - 1) {
      return Optional.empty();
    }
    WarmBasis warm = new WarmBasis(costs, weights, rows, columns);
    return warm.isForest(plan) && warm.carries() && warm.join(start.potentials().get(), cancelled)
        ? Optional.of(warm.rooted())
        : Optional.empty();
  }

  /** Takes the routes of the plan; false if they close a cycle or use a point without weight. */
  private boolean isForest(Coupling plan) {
    int[] sourceAt = inverse(rows, plan.rows());
    int[] targetAt = inverse(columns, plan.columns());
    boolean[] fits = {true};
    plan.forEach(
        (i, j, _) -> {
          int s = sourceAt[i];
          int k = targetAt[j];
          fits[0] = fits[0] && s >= 0 && k >= 0 && link(s, k);
        });
    return fits[0];
  }

  private boolean link(int s, int k) {
    int from = find(s);
    int to = find(n + k);
    if (from == to) {
      return false;
    }
    component[to] = from;
    sourceOf[edges] = s;
    targetOf[edges++] = k;
    return true;
  }

  private int find(int node) {
    int v = node;
    while (component[v] != v) {
      component[v] = component[component[v]];
      v = component[v];
    }
    return v;
  }

  /** Finds the flow that the weights force on every route, leaf by leaf; false if none is right. */
  private boolean carries() {
    long[] left = new long[nodes];
    System.arraycopy(weights.source(), 0, left, 0, n);
    System.arraycopy(weights.target(), 0, left, n, nodes - n);
    int[] degree = new int[nodes];
    int[] edgesOf = new int[nodes]; // The exclusive or of a node's edges: of a leaf, its edge.
    for (int e = 0; e < edges; e++) {
      degree[sourceOf[e]]++;
      degree[n + targetOf[e]]++;
      edgesOf[sourceOf[e]] ^= e;
      edgesOf[n + targetOf[e]] ^= e;
    }
    for (int start = 0; start < nodes; start++) {
      int v = start;
      while (degree[v] == 1) {
        int e = edgesOf[v];
        int w = v == sourceOf[e] ? n + targetOf[e] : sourceOf[e];
        if (left[v] <= 0 || left[v] > left[w]) {
          return false;
        }
        flow[e] = left[v];
        left[w] -= left[v];
        left[v] = 0;
        degree[v] = 0;
        degree[w]--;
        edgesOf[w] ^= e;
        v = w;
      }
    }
    for (long rest : left) {
      if (rest != 0) {
        return false;
      }
    }
    return true;
  }

  /** Joins the trees of the forest, nearest first (Prim); false if cancelled or not allowed. */
  private boolean join(Potentials earlier, BooleanSupplier cancelled) {
    double[] f = earlier.f();
    double[] g = earlier.g();
    int[] treeOf = new int[nodes];
    for (int v = 0; v < nodes; v++) {
      treeOf[v] = find(v);
    }
    int[] targetsByTree = new int[nodes - n];
    int[] firstOf = new int[nodes + 1];
    for (int k = 0; k < nodes - n; k++) {
      firstOf[treeOf[n + k] + 1]++;
    }
    for (int v = 0; v < nodes; v++) {
      firstOf[v + 1] += firstOf[v];
    }
    int[] next = firstOf.clone();
    for (int k = 0; k < nodes - n; k++) {
      targetsByTree[next[treeOf[n + k]]++] = k;
    }
    double[] nearness = new double[n];
    int[] nearest = new int[n];
    boolean[] joined = new boolean[nodes];
    Arrays.fill(nearness, Double.POSITIVE_INFINITY);
    int tree = treeOf[0];
    while (true) {
      joined[tree] = true;
      if (edges == nodes - 1) {
        return true;
      }
      for (int q = firstOf[tree]; q < firstOf[tree + 1]; q++) {
        if (cancelled.getAsBoolean()) {
          return false;
        }
        int k = targetsByTree[q];
        double price = g[columns[k]];
        for (int i = 0; i < n; i++) {
          if (!joined[treeOf[i]]) {
            double reduced = costs.at(i, k) - (f[rows[i]] - costs.base(i)) - price;
            if (reduced < nearness[i]) {
              nearness[i] = reduced;
              nearest[i] = k;
            }
          }
        }
      }
      int best = -1;
      for (int i = 0; i < n; i++) {
        if (!joined[treeOf[i]]
            && nearness[i] < (best < 0 ? Double.POSITIVE_INFINITY : nearness[best])) {
          best = i;
        }
      }
      if (best < 0) {
        return false;
      }
      sourceOf[edges] = best;
      targetOf[edges++] = nearest[best];
      tree = treeOf[best];
    }
  }

  /** The tree of all edges, hung from source 0. */
  private TransportBasis rooted() {
    int[] first = new int[nodes + 1];
    for (int e = 0; e < edges; e++) {
      first[sourceOf[e] + 1]++;
      first[n + targetOf[e] + 1]++;
    }
    for (int v = 0; v < nodes; v++) {
      first[v + 1] += first[v];
    }
    int[] next = first.clone();
    int[] incident = new int[2 * edges];
    for (int e = 0; e < edges; e++) {
      incident[next[sourceOf[e]]++] = e;
      incident[next[n + targetOf[e]]++] = e;
    }
    TransportBasis basis = new TransportBasis(n, nodes - n);
    int[] edgeUp = new int[nodes];
    int[] stack = new int[nodes];
    edgeUp[0] = -1;
    int height = 1;
    while (height > 0) {
      int v = stack[--height];
      for (int q = first[v]; q < first[v + 1]; q++) {
        int e = incident[q];
        if (e != edgeUp[v]) {
          int w = v == sourceOf[e] ? n + targetOf[e] : sourceOf[e];
          basis.hang(w, v, flow[e], costs.at(sourceOf[e], targetOf[e]));
          edgeUp[w] = e;
          stack[height++] = w;
        }
      }
    }
    basis.seal();
    return basis;
  }

  private static int[] inverse(int[] indices, int size) {
    int[] at = new int[size];
    Arrays.fill(at, -1);
    for (int k = 0; k < indices.length; k++) {
      at[indices[k]] = k;
    }
    return at;
  }
}
