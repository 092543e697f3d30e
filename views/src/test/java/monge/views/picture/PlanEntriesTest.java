package monge.views.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import monge.plan.Coupling;
import monge.plan.DenseCoupling;
import org.junit.jupiter.api.Test;

class PlanEntriesTest {

  @Test
  void hiddenMassIsTheSumOfWhatIsNotDrawn() {
    Random random = new Random(7);
    double[][] plan = new double[30][40];
    double largest = 0;
    double total = 0;
    for (double[] row : plan) {
      for (int j = 0; j < row.length; j++) {
        row[j] = Math.pow(random.nextDouble(), 6);
        largest = Math.max(largest, row[j]);
        total += row[j];
      }
    }
    double hidden = 0;
    int drawn = 0;
    for (double[] row : plan) {
      for (double mass : row) {
        if (mass < 0.05 * largest) {
          hidden += mass;
        } else {
          drawn++;
        }
      }
    }
    PlanEntries entries = PlanEntries.of(DenseCoupling.of(plan), 0.05);
    assertEquals(drawn, entries.count());
    assertEquals(hidden / total, entries.hiddenShare(), 1e-12);
    assertEquals(0.05 * largest, entries.threshold(), 1e-15);
    assertTrue(drawn > 100 && hidden > 0);
  }

  @Test
  void faintEntriesComeFirst() {
    PlanEntries entries =
        PlanEntries.of(DenseCoupling.of(new double[][] {{3, 0, 1}, {2, 5, 4}}), 0);
    assertEquals(5, entries.count());
    for (int k = 1; k < entries.count(); k++) {
      assertTrue(entries.mass(k - 1) <= entries.mass(k));
    }
    assertEquals(1, entries.row(4));
    assertEquals(1, entries.column(4));
    assertEquals(0, entries.hiddenShare());
  }

  @Test
  void neverDrawsMoreThanCanBeSeenAndSaysSo() {
    int n = 200;
    double[][] even = new double[n][n];
    for (double[] row : even) {
      java.util.Arrays.fill(row, 1.0 / (n * n));
    }
    PlanEntries entries = PlanEntries.of(DenseCoupling.of(even), 0.01);
    assertEquals(PlanEntries.MOST, entries.count());
    assertEquals(0.5, entries.hiddenShare(), 1e-9);

    Random random = new Random(3);
    for (double[] row : even) {
      for (int j = 0; j < n; j++) {
        row[j] = random.nextDouble();
      }
    }
    PlanEntries uneven = PlanEntries.of(DenseCoupling.of(even), 0);
    assertTrue(uneven.count() <= PlanEntries.MOST && uneven.count() > PlanEntries.MOST * 0.98);
    assertTrue(uneven.mass(0) > 0.49, "the lighter half is what is hidden");
  }

  @Test
  void onePlanIsGatheredOnce() {
    Coupling plan = DenseCoupling.of(new double[][] {{1, 2}, {3, 4}});
    assertSame(PlanEntries.of(plan, 0.01), PlanEntries.of(plan, 0.01));
  }
}
