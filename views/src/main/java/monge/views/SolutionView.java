package monge.views;

import java.util.List;
import monge.parameter.ParameterSpec;
import monge.solver.Solution;
import monge.views.picture.Picture;

/** A way to look at a solution; found by {@link java.util.ServiceLoader}. */
public interface SolutionView {

  ViewDescriptor descriptor();

  /**
   * The settings where certain answers are shown, such as a choice among the values they hold;
   * those of the descriptor unless a view knows better.
   */
  default List<ParameterSpec> options(List<Solution> answers) {
    return descriptor().options();
  }

  /** Whether the view has something to show for this solution. */
  boolean shows(Solution solution);

  /** The picture; called off the window's thread and by the command line. */
  Picture picture(ViewInput input);

  /** The note at the right end of the row header, such as the mass that is hidden; may be empty. */
  default String note(ViewInput input) {
    return "";
  }

  /** The sentence under the picture about what is pointed at; may be empty. */
  default String sentence(ViewInput input) {
    return "";
  }

  /**
   * Whether the picture depends on the time {@link ViewInput#t}; others are not repainted by it.
   */
  default boolean followsTime() {
    return false;
  }

  /**
   * Whether the points of both clouds stand at their own places, so that a hand can drag them, add
   * some and remove some.
   */
  default boolean showsPointsInPlace() {
    return false;
  }

  /** Whether a click on empty space may place a new point to be mapped. */
  default boolean takesNewPoints() {
    return false;
  }

  /**
   * Whether a click goes to an iteration, the first coordinate of the picture's {@link
   * Picture#dataAt}.
   */
  default boolean picksIterations() {
    return false;
  }

  /** The lines under the picture kept free for {@link #sentence}: 0 or 2. */
  default int sentenceLines() {
    return 0;
  }
}
