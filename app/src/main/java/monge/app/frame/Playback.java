package monge.app.frame;

import javafx.animation.AnimationTimer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;

/**
 * The one time t in [0,1] that drives every interpolation: one pass takes 4 s at speed 1, eased at
 * its ends; with loop on it starts again after a short rest.
 */
public final class Playback {

  private static final double SECONDS_A_PASS = 4;
  private static final double REST_SECONDS = 0.6;

  private final DoubleProperty t = new SimpleDoubleProperty(0);
  private final DoubleProperty speed = new SimpleDoubleProperty(1);
  private final BooleanProperty playing = new SimpleBooleanProperty(false);
  private final BooleanProperty loop = new SimpleBooleanProperty(true);
  private final BooleanProperty eased = new SimpleBooleanProperty(true);

  /** The linear phase of the pass; t is its smooth step where the pass is eased. */
  private double phase;

  private boolean inSteps;
  private double rested;
  private boolean advancing;
  private long lastFrame;

  private final AnimationTimer timer =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          if (lastFrame != 0) {
            advance((now - lastFrame) * 1e-9);
          }
          lastFrame = now;
        }
      };

  public Playback() {
    playing.addListener(
        (_, _, now) -> {
          lastFrame = 0;
          rested = 0;
          if (now) {
            if (t.get() >= 1) {
              t.set(0);
            }
            timer.start();
          } else {
            timer.stop();
          }
        });
    t.addListener(
        (_, _, now) -> {
          if (!advancing) {
            phase = phaseOf(now.doubleValue());
          }
        });
    eased.addListener(_ -> phase = phaseOf(t.get()));
  }

  public DoubleProperty t() {
    return t;
  }

  /** Passes per 4 s: 0.25 to 4. */
  public DoubleProperty speed() {
    return speed;
  }

  public BooleanProperty playing() {
    return playing;
  }

  public BooleanProperty loop() {
    return loop;
  }

  /** Whether a pass begins and ends slowly. */
  public BooleanProperty eased() {
    return eased;
  }

  /** For whoever wants little motion: a pass goes in ten steps. */
  public void setInSteps(boolean now) {
    inSteps = now;
  }

  /** Goes to a time and stays there. */
  public void seek(double time) {
    playing.set(false);
    t.set(Math.clamp(time, 0, 1));
  }

  /** Goes one step of 0.05 on or back and stays there. */
  public void step(int direction) {
    seek(Math.rint((t.get() + 0.05 * direction) * 20) / 20);
  }

  void advance(double seconds) {
    // A stalled window must not make t jump.
    double dt = Math.min(seconds, 0.1);
    if (phase >= 1) {
      rested += dt;
      if (rested < REST_SECONDS) {
        return;
      }
      rested = 0;
      if (!loop.get()) {
        playing.set(false);
        return;
      }
      move(0);
      return;
    }
    move(Math.min(1, phase + dt * speed.get() / SECONDS_A_PASS));
  }

  private void move(double newPhase) {
    advancing = true;
    phase = newPhase;
    double time = eased.get() ? phase * phase * (3 - 2 * phase) : phase;
    t.set(inSteps ? Math.floor(10 * time) / 10 : time);
    advancing = false;
  }

  private double phaseOf(double time) {
    return eased.get() ? inverseSmoothStep(time) : time;
  }

  /** The s with {@code 3 s^2 - 2 s^3 = y}. */
  private static double inverseSmoothStep(double y) {
    return 0.5 - Math.sin(Math.asin(1 - 2 * y) / 3);
  }
}
