package monge.views;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class NumbersTest {

  @Test
  void exactZeroIsSaidShortAndSmallIsSaidInPowers() {
    assertEquals("0", Numbers.short4(0));
    assertEquals("2.4631", Numbers.short4(2.46312));
    assertEquals("1.23e−6", Numbers.short4(1.23e-6));
    assertEquals("−0.5000", Numbers.short4(-0.5));
    assertEquals("1.2e−9", Numbers.error(1.23e-9));
    assertEquals("–", Numbers.error(Double.NaN));
  }

  @Test
  void settingsAreReadBackAsTheyAreShown() {
    for (double x : new double[] {0.05, 1e-8, 10000, 0.0137, 1, 2.5e-7, 3e9}) {
      assertEquals(x, Double.parseDouble(Numbers.typed(Numbers.setting(x))), 1e-4 * x);
    }
    assertEquals("1e−8", Numbers.setting(1e-8));
    assertEquals("10000", Numbers.setting(10000));
    assertEquals("0.05", Numbers.setting(0.05));
  }

  @Test
  void countsSizesAndTimes() {
    assertEquals("8\u202f900", Numbers.count(8900));
    assertEquals("92.6\u00a0%", Numbers.percent(0.926));
    assertEquals("10.3 KiB", Numbers.bytes(10550));
    assertEquals("7.1 ms", Numbers.duration(Duration.ofNanos(7_100_000)));
    assertEquals("2 min 5 s", Numbers.duration(Duration.ofSeconds(125)));
  }
}
