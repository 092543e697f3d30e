package monge.views.image;

/**
 * What surrounds a picture: always a neutral grey, whatever the theme, or colours would mislead.
 */
public enum Surround {
  BLACK("#141618", "Dark surround"),
  GREY("#777777", "Middle grey surround"),
  WHITE("#ffffff", "White surround");

  private final String colour;
  private final String words;

  Surround(String colour, String words) {
    this.colour = colour;
    this.words = words;
  }

  /** As {@code #rrggbb}. */
  public String colour() {
    return colour;
  }

  public String words() {
    return words;
  }
}
