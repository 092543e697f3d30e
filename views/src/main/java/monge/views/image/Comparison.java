package monge.views.image;

/** How a picture before and after is looked at. */
public enum Comparison {
  /** One over the other, a line between them that is dragged. */
  WIPE("Wipe"),
  SIDE_BY_SIDE("Side by side"),
  /** One in the other's place, changed by a click. */
  TOGGLE("Toggle");

  private final String words;

  Comparison(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
