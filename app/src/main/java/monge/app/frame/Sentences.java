package monge.app.frame;

import java.util.Locale;
import java.util.regex.Pattern;
import monge.parameter.ParameterSpec;
import monge.solver.SolverDescriptor;
import monge.views.picture.Numbers;

/** What solvers say, as people write it. */
public final class Sentences {

  private static final Character.UnicodeBlock GREEK = Character.UnicodeBlock.GREEK;

  private Sentences() {}

  /** Words as a sentence: a capital first, a full stop last, numbers as people read them. */
  public static String of(String words) {
    if (words.isEmpty()) {
      return words;
    }
    String end = words.endsWith(".") || words.endsWith("!") ? "" : ".";
    return words.substring(0, 1).toUpperCase(Locale.ROOT)
        + Numbers.readable(words.substring(1))
        + end;
  }

  /**
   * The same of a solver, whose settings go by the Greek letters of the inspector there instead of
   * by the keys of problem files: ε for {@code reg}.
   */
  public static String of(SolverDescriptor descriptor, String words) {
    String said = words;
    for (ParameterSpec spec : descriptor.parameters()) {
      String letter = letter(spec.label());
      if (!letter.isEmpty() && Character.UnicodeBlock.of(letter.charAt(0)) == GREEK) {
        said = said.replaceAll("\\b" + Pattern.quote(spec.key()) + "\\b", letter);
      }
    }
    return of(said);
  }

  /** The letter that ends a label, as in "Regularisation ε"; empty if none does. */
  public static String letter(String label) {
    String last = label.substring(label.lastIndexOf(' ') + 1);
    return last.length() <= 2 && last.length() < label.length() ? last : "";
  }
}
