package monge.solver.exact;

import java.util.Arrays;

/**
 * A basis of the transport polytope: a spanning tree of the bipartite graph whose nodes are the n
 * sources (0..n-1) and the m targets (n..n+m-1), with the flow and the cost of every tree arc and
 * potentials that make all tree arcs tight, {@code f_i + g_j = D_ij}. Nodes hold a parent, a list
 * of children and the size of their subtree.
 *
 * <p>The tree is kept strongly feasible (Cunningham 1976): an arc of flow 0 hangs a source below a
 * target, never a target below a source. With the leaving arc chosen as in {@link #pivot} this
 * rules out cycling.
 */
final class TransportBasis {

  final int sources;
  final int nodes;
  final double[] potential;

  /** Prices to which a pair that is not to be used adds its penalty; 0 at first. */
  final double[] reference;

  private final int[] parent;
  private final int[] firstChild;
  private final int[] next;
  private final int[] previous;
  private final int[] size;
  private final long[] flow;
  private final double[] cost;
  private int root;

  TransportBasis(int n, int m) {
    sources = n;
    nodes = n + m;
    potential = new double[nodes];
    reference = new double[nodes];
    parent = new int[nodes];
    firstChild = new int[nodes];
    next = new int[nodes];
    previous = new int[nodes];
    size = new int[nodes];
    flow = new long[nodes];
    cost = new double[nodes];
    Arrays.fill(parent, -1);
    Arrays.fill(firstChild, -1);
    Arrays.fill(next, -1);
    Arrays.fill(previous, -1);
    Arrays.fill(size, 1);
  }

  /** Hangs a node that has no parent yet below another; sizes follow in {@link #seal}. */
  void hang(int node, int below, long mass, double arcCost) {
    flow[node] = mass;
    cost[node] = arcCost;
    attach(node, below);
  }

  /** Ends the construction: the one node without a parent is the root. */
  void seal() {
    for (int v = 0; v < nodes; v++) {
      if (parent[v] < 0) {
        root = v;
      }
    }
    for (int v = firstInPostorder(root); v != root; v = nextInPostorder(v)) {
      size[parent[v]] += size[v];
    }
  }

  /** The mass on the arc between a node and its parent. */
  long flow(int node) {
    return flow[node];
  }

  /** The source end of the arc between a node and its parent; the root has none. */
  int sourceOf(int node) {
    return node < sources ? node : parent[node];
  }

  /** The target end of that arc, 0-based among targets. */
  int targetOf(int node) {
    return (node < sources ? parent[node] : node) - sources;
  }

  /** The cost D of that arc; infinite if the pair is forbidden or not to be used. */
  double cost(int node) {
    return cost[node];
  }

  int root() {
    return root;
  }

  /**
   * Makes all tree arcs tight again, with {@code penalty} above the reference prices as the cost of
   * forbidden pairs. O(n + m).
   */
  void computePotentials(double penalty) {
    potential[root] = 0;
    for (int v = nextInPreorder(root, root); v != root; v = nextInPreorder(v, root)) {
      double c =
          cost[v] == Double.POSITIVE_INFINITY
              ? penalty + reference[v] + reference[parent[v]]
              : cost[v];
      potential[v] = c - potential[parent[v]];
    }
  }

  /**
   * Lets the arc from source i to target j enter, whose reduced cost {@code D_ij - f_i - g_j} is
   * negative, and returns the mass moved. Mass runs round the cycle i, j, up to the apex, down to
   * i. Of the arcs that empty first, the last one met from the apex on leaves.
   */
  long pivot(int i, int j, double arcCost, double reducedCost) {
    int target = sources + j;
    int apex = apex(i, target);
    long moved = Long.MAX_VALUE;
    int leaving = -1;
    for (int u = i; u != apex; u = parent[u]) {
      if (u < sources && flow[u] < moved) {
        moved = flow[u];
        leaving = u;
      }
    }
    boolean belowSource = true;
    for (int v = target; v != apex; v = parent[v]) {
      if (v >= sources && flow[v] <= moved) {
        moved = flow[v];
        leaving = v;
        belowSource = false;
      }
    }
    if (moved > 0) {
      for (int u = i; u != apex; u = parent[u]) {
        flow[u] += u < sources ? -moved : moved;
      }
      for (int v = target; v != apex; v = parent[v]) {
        flow[v] += v >= sources ? -moved : moved;
      }
    }
    int lower = belowSource ? i : target;
    int upper = belowSource ? target : i;
    int cut = size[leaving];
    for (int w = parent[leaving]; w != apex; w = parent[w]) {
      size[w] -= cut;
    }
    for (int w = upper; w != apex; w = parent[w]) {
      size[w] += cut;
    }
    rehang(lower, upper, leaving, moved, arcCost);
    // The cut part rises or falls by the reduced cost; the other part does the opposite if smaller.
    double sourceShift = belowSource ? reducedCost : -reducedCost;
    if (2 * cut <= nodes) {
      shift(lower, sourceShift);
    } else {
      shiftAllBut(lower, -sourceShift);
    }
    return moved;
  }

  private int apex(int u, int v) {
    while (u != v) {
      if (size[u] < size[v]) {
        u = parent[u];
      } else {
        v = parent[v];
      }
    }
    return u;
  }

  /** Turns the path from {@code lower} up to {@code leaving} round and hangs it below upper. */
  private void rehang(int lower, int upper, int leaving, long mass, double arcCost) {
    int total = size[leaving];
    int newParent = upper;
    long newFlow = mass;
    double newCost = arcCost;
    int sizeBelow = 0;
    int w = lower;
    while (true) {
      final int oldParent = parent[w];
      final long oldFlow = flow[w];
      final double oldCost = cost[w];
      final int oldSize = size[w];
      detach(w);
      attach(w, newParent);
      flow[w] = newFlow;
      cost[w] = newCost;
      size[w] = total - sizeBelow;
      if (w == leaving) {
        return;
      }
      newParent = w;
      newFlow = oldFlow;
      newCost = oldCost;
      sizeBelow = oldSize;
      w = oldParent;
    }
  }

  private void shift(int top, double amount) {
    int v = top;
    do {
      potential[v] += v < sources ? amount : -amount;
      v = nextInPreorder(v, top);
    } while (v != top);
  }

  private void shiftAllBut(int excluded, double amount) {
    int v = root;
    do {
      potential[v] += v < sources ? amount : -amount;
      v = nextInPreorder(v, root);
      if (v == excluded) {
        v = afterSubtree(v, root);
      }
    } while (v != root);
  }

  /** The node after v in the subtree of top; top itself after the last. */
  private int nextInPreorder(int v, int top) {
    return firstChild[v] >= 0 ? firstChild[v] : afterSubtree(v, top);
  }

  private int afterSubtree(int v, int top) {
    int w = v;
    while (w != top && next[w] < 0) {
      w = parent[w];
    }
    return w == top ? top : next[w];
  }

  private int firstInPostorder(int top) {
    int v = top;
    while (firstChild[v] >= 0) {
      v = firstChild[v];
    }
    return v;
  }

  private int nextInPostorder(int v) {
    return next[v] >= 0 ? firstInPostorder(next[v]) : parent[v];
  }

  private void attach(int node, int below) {
    int sibling = firstChild[below];
    parent[node] = below;
    next[node] = sibling;
    previous[node] = -1;
    if (sibling >= 0) {
      previous[sibling] = node;
    }
    firstChild[below] = node;
  }

  private void detach(int node) {
    int before = previous[node];
    int after = next[node];
    if (before >= 0) {
      next[before] = after;
    } else {
      firstChild[parent[node]] = after;
    }
    if (after >= 0) {
      previous[after] = before;
    }
  }
}
