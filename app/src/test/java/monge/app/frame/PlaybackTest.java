package monge.app.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class PlaybackTest {

  @Test
  void aPassIsSmoothAndTakesFourSeconds() {
    Playback playback = new Playback();
    double last = 0;
    for (int k = 1; k <= 40; k++) {
      playback.advance(0.1);
      assertTrue(playback.t().get() >= last);
      last = playback.t().get();
      if (k == 20) {
        assertEquals(0.5, last, 1e-9);
      }
    }
    assertEquals(1, last, 1e-9);
  }

  @Test
  void loopingRestsAtTheEndAndStartsAgain() {
    Playback playback = new Playback();
    playback.t().set(1);
    playback.advance(0.1);
    assertEquals(1, playback.t().get());
    for (int k = 0; k < 7; k++) {
      playback.advance(0.1);
    }
    assertTrue(playback.t().get() < 0.1, "t is " + playback.t().get());
  }

  @Test
  void aPassMayBeLinearAndInSteps() {
    Playback playback = new Playback();
    playback.seek(0.25);
    playback.eased().set(false);
    playback.advance(0.1);
    assertEquals(0.275, playback.t().get(), 1e-12, "it goes on from where t was");
    playback.setInSteps(true);
    playback.advance(0.1);
    assertEquals(0.3, playback.t().get(), 1e-12);
    playback.advance(0.1);
    assertEquals(0.3, playback.t().get(), 1e-12);
  }

  @Test
  void seekingIsHeldToTheInterval() {
    Playback playback = new Playback();
    playback.seek(1.7);
    assertEquals(1, playback.t().get());
    playback.seek(0.37);
    playback.step(1);
    assertEquals(0.4, playback.t().get(), 1e-12);
    assertFalse(playback.playing().get());
    playback.advance(0.1);
    assertTrue(playback.t().get() > 0.4 && playback.t().get() < 0.45, "goes on from there");
  }
}
