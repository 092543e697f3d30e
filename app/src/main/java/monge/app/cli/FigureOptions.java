package monge.app.cli;

import monge.app.export.Figure;
import monge.views.picture.Look;
import monge.views.picture.Picture;
import picocli.CommandLine.Option;

/** The options of verbs that draw pictures to files. */
final class FigureOptions {

  @Option(names = "--width", description = "Logical pixels of a picture; default ${DEFAULT-VALUE}.")
  private int width;

  @Option(
      names = "--height",
      description = "Logical pixels of a picture; default ${DEFAULT-VALUE}.")
  private int height;

  @Option(
      names = "--scale",
      defaultValue = "1",
      description = "Pixels of a file for each logical pixel; default ${DEFAULT-VALUE}.")
  private double scale;

  @Option(names = "--dark", description = "Draw in the dark theme.")
  private boolean dark;

  /** The size that holds where none is given. */
  FigureOptions(int width, int height) {
    this.width = width;
    this.height = height;
  }

  Look look() {
    return dark ? Look.DARK : Look.LIGHT;
  }

  Figure figure(Picture picture) {
    return new Figure(picture, width, height, scale);
  }

  /** The figure of a picture that has a size of its own. */
  Figure figure(Picture picture, int ownWidth, int ownHeight) {
    return new Figure(picture, ownWidth, ownHeight, scale);
  }
}
