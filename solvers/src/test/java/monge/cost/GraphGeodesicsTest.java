package monge.cost;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import monge.measure.DiscreteMeasure;
import org.junit.jupiter.api.Test;

class GraphGeodesicsTest {

  @Test
  void aPathAddsUpAndAShortcutCounts() {
    double[][] d =
        GraphGeodesics.ofEdges(4, new double[][] {{0, 1}, {1, 2, 2}, {2, 3, 0.5}, {3, 0, 9}})
            .distances();
    assertArrayEquals(new double[] {0, 1, 3, 3.5}, d[0]);
    assertArrayEquals(new double[] {3.5, 2.5, 0.5, 0}, d[3]);
  }

  @Test
  void agreesWithFloydAndWarshallOnRandomGraphs() {
    Random random = new Random(4);
    int n = 30;
    double[][] edges = new double[90][];
    double[][] expected = new double[n][n];
    for (int i = 0; i < n; i++) {
      java.util.Arrays.fill(expected[i], Double.POSITIVE_INFINITY);
      expected[i][i] = 0;
    }
    for (int e = 0; e < edges.length; e++) {
      int i = e < n - 1 ? e : random.nextInt(n);
      int j = e < n - 1 ? e + 1 : random.nextInt(n);
      double w = random.nextDouble();
      edges[e] = new double[] {i, j, w};
      expected[i][j] = Math.min(expected[i][j], i == j ? 0 : w);
      expected[j][i] = expected[i][j];
    }
    for (int k = 0; k < n; k++) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          expected[i][j] = Math.min(expected[i][j], expected[i][k] + expected[k][j]);
        }
      }
    }
    double[][] d = GraphGeodesics.ofEdges(n, edges).distances();
    for (int i = 0; i < n; i++) {
      assertArrayEquals(expected[i], d[i], 1e-14);
    }
  }

  @Test
  void neighboursOnACircleWalkAroundIt() {
    int n = 40;
    double[][] circle = new double[n][];
    for (int i = 0; i < n; i++) {
      double angle = 2 * Math.PI * i / n;
      circle[i] = new double[] {Math.cos(angle), Math.sin(angle)};
    }
    double step = 2 * Math.sin(Math.PI / n);
    double[][] d =
        GraphGeodesics.ofNearestNeighbours(DiscreteMeasure.uniform(circle), 2).distances();
    assertEquals(20 * step, d[0][20], 1e-12);
    assertEquals(3 * step, d[1][38], 1e-12);
    Geometry cost =
        GroundCost.named("geodesic:2")
            .geometry(
                DiscreteMeasure.uniform(java.util.Arrays.copyOfRange(circle, 0, 15)),
                DiscreteMeasure.uniform(java.util.Arrays.copyOfRange(circle, 15, 40)));
    assertEquals(15, cost.rows());
    assertEquals(15 * step, cost.cost(0, 0), 1e-12);
    assertEquals(step, cost.cost(0, 24), 1e-12);
    assertEquals(20 * step, cost.largestMagnitude(), 1e-12);
    assertEquals(cost.cost(3, 7), cost.transposed().cost(7, 3));
  }

  @Test
  void brokenGraphsAreRefusedWithTheCure() {
    String apart = message(4, new double[][] {{0, 1}, {2, 3}});
    assertTrue(apart.contains("2 of 4 points") && apart.contains("node 2"), apart);
    assertTrue(message(2, new double[][] {{0, 5}}).contains("from 0 to 1"));
    assertTrue(message(2, new double[][] {{0, 1, -1}}).contains("-1.0"));
    assertTrue(message(2, new double[][] {{0}}).contains("a length"));
    DiscreteMeasure far =
        DiscreteMeasure.uniform(new double[][] {{0, 0}, {1, 0}, {50, 0}, {51, 0}});
    String parts =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class,
                    () -> GraphGeodesics.ofNearestNeighbours(far, 1))
                .getMessage());
    assertTrue(parts.contains("more than k = 1"), parts);
    assertThrows(IllegalArgumentException.class, () -> GraphGeodesics.ofNearestNeighbours(far, 4));
  }

  @Test
  void aCostAcrossAGapIsRefusedWhenItIsAskedFor() {
    DiscreteMeasure near = DiscreteMeasure.uniform(new double[][] {{0, 0}, {1, 0}});
    DiscreteMeasure far = DiscreteMeasure.uniform(new double[][] {{50, 0}, {51, 0}, {0, 1}});
    Geometry cost = new Geodesic(1).geometry(near, far);
    assertEquals(2, cost.rows());
    String parts = refusal(cost);
    assertTrue(
        parts.contains("source point 0 with 2 of 5 points, target point 0 among them; take more"),
        parts);
    assertTrue(refusal(new Geodesic(5).geometry(near, far)).contains("from 1 to 4"));
    assertEquals(51, new Geodesic(4).geometry(near, far).cost(0, 1));
  }

  private static String refusal(Geometry cost) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> cost.cost(0, 0)).getMessage());
  }

  private static String message(int nodes, double[][] edges) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> GraphGeodesics.ofEdges(nodes, edges))
            .getMessage());
  }
}
