package monge.views.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class NumbersTest {

  @Test
  void writesTrueMinusSignsAndNarrowSpaces() {
    assertEquals("−0.92", Numbers.fixed(-0.92, 2));
    assertEquals("8\u202f900", Numbers.count(8900));
    assertEquals("92.6\u202f%", Numbers.percent(0.926));
    assertEquals("1.2e−9", Numbers.error(1.2e-9));
  }

  @Test
  void writesExactlyNothingAsZeroAndAlmostNothingNot() {
    assertEquals("0", Numbers.fixed(0, 4));
    assertEquals("0", Numbers.error(0));
    assertEquals("<0.1\u202f%", Numbers.percent(1e-5));
  }

  @Test
  void ticksLeaveOutZerosThatSayNothing() {
    assertEquals("1e−8", Numbers.tick(1e-8));
    assertEquals("0.05", Numbers.tick(0.05));
    assertEquals("10", Numbers.tick(10));
    assertEquals("1\u202f000", Numbers.tick(1000));
  }

  @Test
  void roundsOnceWhenTheMantissaOverflows() {
    assertEquals("1.0e−8", Numbers.brief(9.96e-9, 2));
    assertEquals("10", Numbers.brief(9.96, 2));
  }

  @Test
  void doesNotFollowTheMachinesLanguage() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertEquals("2.4631", Numbers.cost(2.4631));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void saysWhatIsNoNumber() {
    assertEquals("–", Numbers.fixed(Double.NaN, 2));
    assertEquals("−∞", Numbers.error(Double.NEGATIVE_INFINITY));
  }

  @Test
  void smallCostsAreSaidInPowers() {
    assertEquals("0", Numbers.cost(0));
    assertEquals("2.4631", Numbers.cost(2.46312));
    assertEquals("1.23e−6", Numbers.cost(1.23e-6));
    assertEquals("−0.5000", Numbers.cost(-0.5));
  }

  @Test
  void aShareThatIsSetIsSaidInPercent() {
    assertEquals("0.5\u202f%", Numbers.shareSetting(0.005));
    assertEquals("50\u202f%", Numbers.shareSetting(0.5));
    assertEquals("0\u202f%", Numbers.shareSetting(0));
  }

  @Test
  void aGapThatRoundingMadeNegativeShowsNoDigits() {
    assertEquals("≈0", Numbers.gap(-2.7e-15, 1.9));
    assertEquals("2.7e−15", Numbers.gap(2.7e-15, 1.9));
    assertEquals("0", Numbers.gap(0, 1.9));
    assertEquals("−1.0e−6", Numbers.gap(-1e-6, 1.9));
    assertEquals("≈0", Numbers.gap(-6e-17, 0));
  }

  @Test
  void numbersOfProgramsInASentenceBecomeReadable() {
    assertEquals(
        "gap −2.7e−15 is below 1.0e−9 after 3 pivots, step-wise",
        Numbers.readable("gap -2.7e-15 is below 1.0e-09 after 3 pivots, step-wise"));
    assertEquals("moved by 0 at most", Numbers.readable("moved by 0.0e0 at most"));
  }

  @Test
  void settingsAreReadBackAsTheyAreShown() {
    for (double x : new double[] {0.05, 1e-8, 10000, 0.0137, 1, 2.5e-7, 3e9, -0.5}) {
      assertEquals(x, Double.parseDouble(Numbers.typed(Numbers.setting(x))), 1e-4 * Math.abs(x));
    }
    assertEquals("1e−8", Numbers.setting(1e-8));
    assertEquals("10000", Numbers.setting(10000));
    assertEquals("0.05", Numbers.setting(0.05));
  }

  @Test
  void sharesSizesAndTimes() {
    assertEquals("0.78\u202f%", Numbers.percent(0.0078, 2));
    assertEquals("10.3 KiB", Numbers.bytes(10550));
    assertEquals("7.1 ms", Numbers.duration(Duration.ofNanos(7_100_000)));
    assertEquals("2 min 5 s", Numbers.duration(Duration.ofSeconds(125)));
  }
}
