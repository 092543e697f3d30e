package monge.views.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    assertEquals("unknown", Numbers.fixed(Double.NaN, 2));
    assertEquals("−∞", Numbers.error(Double.NEGATIVE_INFINITY));
  }
}
