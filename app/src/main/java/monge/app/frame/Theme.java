package monge.app.frame;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.text.Font;
import monge.views.picture.Look;

/** The light and the dark theme; one user-agent sheet each, so that popups follow too. */
public final class Theme {

  private static final List<String> FACES =
      List.of(
          "/com/formdev/flatlaf/fonts/inter/Inter-Regular.otf",
          "/com/formdev/flatlaf/fonts/inter/Inter-SemiBold.otf",
          "/com/formdev/flatlaf/fonts/jetbrains_mono/JetBrainsMono-Regular.ttf",
          "/com/formdev/flatlaf/fonts/jetbrains_mono/JetBrainsMono-Bold.ttf");

  private final ObjectProperty<Look> look = new SimpleObjectProperty<>(Look.LIGHT);

  /** Loads the faces and wears the theme. */
  public Theme(boolean dark) {
    for (String face : FACES) {
      load(face);
    }
    look.addListener((_, _, now) -> wear(now));
    look.set(dark ? Look.DARK : Look.LIGHT);
    wear(look.get());
  }

  /** The colours of the pictures; changes with the theme. */
  public ObjectProperty<Look> look() {
    return look;
  }

  public boolean isDark() {
    return look.get().dark();
  }

  public void setDark(boolean dark) {
    look.set(dark ? Look.DARK : Look.LIGHT);
  }

  /** The place of a theme's style sheet. */
  public static String sheet(boolean dark) {
    String name = dark ? "/monge/app/dark.css" : "/monge/app/light.css";
    return Objects.requireNonNull(Theme.class.getResource(name), name).toExternalForm();
  }

  private static void wear(Look look) {
    Application.setUserAgentStylesheet(sheet(look.dark()));
  }

  private static void load(String face) {
    try (InputStream in = Theme.class.getResourceAsStream(face)) {
      if (in == null || Font.loadFont(in, 13) == null) {
        throw new IllegalStateException("the face " + face + " is not on the class path");
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the face " + face, e);
    }
  }
}
