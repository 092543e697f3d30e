package monge.app.frame;

import monge.solver.Status;

/** A state as icon, word and colour, always all three. */
public enum Mark {
  STALE("mdi2c-checkbox-blank-circle-outline", "subtle", "Stale"),
  RUNNING("mdi2p-progress-clock", "muted", "Running"),
  OPTIMAL("mdi2c-check-circle", "ok", "Optimal"),
  CONVERGED("mdi2c-check-circle", "ok", "Converged"),
  NOT_CONVERGED("mdi2a-alert", "warn", "Not converged"),
  CANCELLED("mdi2a-alert", "warn", "Cancelled"),
  FAILED("mdi2c-close-octagon", "bad", "Failed");

  private final String icon;
  private final String tone;
  private final String word;

  Mark(String icon, String tone, String word) {
    this.icon = icon;
    this.tone = tone;
    this.word = word;
  }

  /** The mark of an ended solve. */
  public static Mark of(Status status) {
    return switch (status) {
      case OPTIMAL -> OPTIMAL;
      case CONVERGED -> CONVERGED;
      case ITERATION_LIMIT, STALLED -> NOT_CONVERGED;
      case CANCELLED -> CANCELLED;
    };
  }

  /** The name in the icon font. */
  public String icon() {
    return icon;
  }

  /** The style class that colours icon and word: subtle, muted, ok, warn, bad. */
  public String tone() {
    return tone;
  }

  public String word() {
    return word;
  }
}
