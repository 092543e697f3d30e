package monge.views;

import java.util.List;
import monge.parameter.ParameterSpec;

/**
 * What people and programs read about a view.
 *
 * @param id the name on the command line: plan, matrix, mccann, projection, convergence, ...
 * @param title the row header's first words
 * @param subtitle the row header's second words, muted
 * @param order rows stand by increasing order
 * @param preferredHeight logical pixels at a window height of 900
 * @param shownAtFirst whether the row is on before anybody chose
 * @param options settings in the row header, such as the bandwidth h
 */
public record ViewDescriptor(
    String id,
    String title,
    String subtitle,
    int order,
    int preferredHeight,
    boolean shownAtFirst,
    List<ParameterSpec> options) {

  public ViewDescriptor {
    options = List.copyOf(options);
  }
}
