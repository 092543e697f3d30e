package monge.solver.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrontierTest {

  @Test
  void numbersComeOutByDistance() {
    Random random = new Random(42);
    Frontier frontier = new Frontier(50);
    for (int trial = 0; trial < 20; trial++) {
      frontier.clear();
      double[] distance = random.doubles(50).toArray();
      for (int k = 0; k < 50; k++) {
        frontier.put(k, distance[k]);
      }
      for (int k = 0; k < 50; k += 3) {
        distance[k] *= random.nextDouble();
        frontier.lower(k, distance[k]);
      }
      double[] sorted = distance.clone();
      Arrays.sort(sorted);
      for (double expected : sorted) {
        assertEquals(expected, frontier.least());
        assertEquals(expected, distance[frontier.poll()]);
      }
      assertTrue(frontier.isEmpty());
    }
  }
}
