package monge.app.frame;

import java.util.List;
import javafx.css.Styleable;

/** Style classes that come and go. */
public final class Styles {

  private Styles() {}

  /** Gives or takes a style class; one that is taken and given again would be styled again. */
  public static void set(Styleable part, String name, boolean given) {
    List<String> classes = part.getStyleClass();
    if (given && !classes.contains(name)) {
      classes.add(name);
    } else if (!given) {
      classes.remove(name);
    }
  }
}
