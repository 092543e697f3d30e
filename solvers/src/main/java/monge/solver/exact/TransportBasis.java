package monge.solver.exact;

import java.util.Arrays;

/**
 * A basis of the transport polytope: a spanning tree of the bipartite graph whose nodes are the n
 * sources (0..n-1) and the m targets (n..n+m-1), with the flow and the cost of every tree arc and
 * potentials that make all tree arcs tight, {@code f_i + g_j = D_ij}. The nodes stand in a ring in
 * preorder, so that a subtree is a stretch of the ring and all that is not in it another; they hold
 * their parent and the size and the last node of their subtree.
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
  private final int[] next;
  private final int[] previous;
  private final int[] last;
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
    next = new int[nodes];
    previous = new int[nodes];
    last = new int[nodes];
    size = new int[nodes];
    flow = new long[nodes];
    cost = new double[nodes];
    Arrays.fill(parent, -1);
    Arrays.setAll(last, v -> v);
    Arrays.fill(size, 1);
  }

  /** Hangs a node that has no parent yet below another; sizes follow in {@link #seal}. */
  void hang(int node, int below, long mass, double arcCost) {
    parent[node] = below;
    flow[node] = mass;
    cost[node] = arcCost;
  }

  /** Ends the construction: the one node without a parent is the root. */
  void seal() {
    int[] preorder = preorder();
    for (int q = nodes - 1; q > 0; q--) {
      int v = preorder[q];
      int p = parent[v];
      last[p] = size[p] == 1 ? last[v] : last[p]; // The last child comes first here.
      size[p] += size[v];
    }
    for (int q = 0; q < nodes; q++) {
      link(preorder[q], preorder[q + 1 == nodes ? 0 : q + 1]);
    }
  }

  private int[] preorder() {
    int[] firstChild = new int[nodes];
    int[] sibling = new int[nodes];
    Arrays.fill(firstChild, -1);
    for (int v = 0; v < nodes; v++) {
      int p = parent[v];
      if (p < 0) {
        root = v;
      } else {
        sibling[v] = firstChild[p];
        firstChild[p] = v;
      }
    }
    int[] order = new int[nodes];
    int[] stack = new int[nodes];
    int height = 0;
    stack[height++] = root;
    for (int q = 0; height > 0; q++) {
      int v = stack[--height];
      order[q] = v;
      for (int w = firstChild[v]; w >= 0; w = sibling[w]) {
        stack[height++] = w;
      }
    }
    return order;
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

  /** The largest cost of an arc that carries mass; 0 if none does. */
  double dearestUsed() {
    double most = 0;
    for (int v = 0; v < nodes; v++) {
      if (v != root && flow[v] > 0) {
        most = Math.max(most, cost[v]);
      }
    }
    return most;
  }

  /** Takes other costs of the same arcs, none of them infinite. */
  void takeCosts(CostRows costs) {
    for (int v = 0; v < nodes; v++) {
      if (v != root) {
        cost[v] = costs.at(sourceOf(v), targetOf(v));
      }
    }
  }

  /**
   * Makes all tree arcs tight again, with {@code penalty} above the reference prices as the cost of
   * forbidden pairs. O(n + m).
   */
  void computePotentials(double penalty) {
    potential[root] = 0;
    for (int v = next[root]; v != root; v = next[v]) {
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
    takeOut(leaving);
    int end = turn(lower, leaving);
    rehang(lower, upper, leaving, moved, arcCost, end);
    putIn(lower, end, upper);
    // The cut part rises or falls by the reduced cost; the other part does the opposite if smaller.
    double sourceShift = belowSource ? reducedCost : -reducedCost;
    if (2 * cut <= nodes) {
      shift(lower, end, sourceShift);
    } else {
      shift(next[end], previous[lower], -sourceShift);
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

  /** Closes the ring where the subtree of a node leaves it. */
  private void takeOut(int top) {
    int before = previous[top];
    int end = last[top];
    link(before, next[end]);
    for (int w = parent[top]; w >= 0 && last[w] == end; w = parent[w]) {
      last[w] = before;
    }
  }

  /**
   * Links the nodes of the subtree of {@code top} in the preorder from {@code lower}, a node in it:
   * the subtree of lower, then, upwards, what each ancestor holds besides. Returns the last node.
   */
  private int turn(int lower, int top) {
    int end = last[lower];
    int w = lower;
    int lastOfW = end;
    int beforeW = previous[lower];
    int afterW = next[end];
    while (w != top) {
      final int p = parent[w];
      final int lastOfP = last[p];
      final int beforeP = previous[p];
      final int afterP = lastOfP == lastOfW ? afterW : next[lastOfP];
      link(end, p);
      end = beforeW;
      if (lastOfW != lastOfP) {
        link(end, afterW);
        end = lastOfP;
      }
      w = p;
      lastOfW = lastOfP;
      beforeW = beforeP;
      afterW = afterP;
    }
    return end;
  }

  /** Opens the ring behind {@code above} for the nodes from {@code top} to {@code end}. */
  private void putIn(int top, int end, int above) {
    link(end, next[above]);
    link(above, top);
    for (int w = above; w >= 0 && last[w] == above; w = parent[w]) {
      last[w] = end;
    }
  }

  /** Turns the path from {@code lower} up to {@code leaving} round and hangs it below upper. */
  private void rehang(int lower, int upper, int leaving, long mass, double arcCost, int end) {
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
      parent[w] = newParent;
      flow[w] = newFlow;
      cost[w] = newCost;
      size[w] = total - sizeBelow;
      last[w] = end;
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

  /** Shifts the potentials of a stretch of the ring. */
  private void shift(int first, int end, double amount) {
    int v = first;
    while (true) {
      potential[v] += v < sources ? amount : -amount;
      if (v == end) {
        return;
      }
      v = next[v];
    }
  }

  private void link(int node, int follower) {
    next[node] = follower;
    previous[follower] = node;
  }
}
