package monge.app.gaussians;

import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.DoubleFunction;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import monge.app.frame.Strings;
import monge.measure.GaussianMeasure;
import monge.views.gaussian.PrincipalAxes;
import monge.views.parameters.NumberField;

/** Mean, axes and correlation of one Gaussian as numbers that can be typed. */
final class GaussianForm {

  private final VBox node = new VBox();
  private final GridPane grid = new GridPane();
  private final Label refusal = new Label();
  private final BiConsumer<String, GaussianMeasure> changed;
  private final Entry meanX;
  private final Entry meanY;
  private final Entry sigmaLong;
  private final Entry sigmaShort;
  private final Entry angle;
  private final Entry correlation;

  private GaussianMeasure shown =
      new GaussianMeasure(new double[2], new double[][] {{1, 0}, {0, 1}});

  /**
   * @param changed takes the words for a change and the new Gaussian
   */
  GaussianForm(Side side, BiConsumer<String, GaussianMeasure> changed) {
    this.changed = changed;
    String key = side == Side.SOURCE ? "source" : "target";
    Label title = new Label(Strings.of("gaussians." + key));
    title.getStyleClass().add("heading");
    Region mark = new Region();
    mark.getStyleClass().addAll("measure-mark", key);
    HBox head = new HBox(10, mark, title);
    head.getStyleClass().add("entry");
    grid.setHgap(8);
    grid.setVgap(2);
    ColumnConstraints half = new ColumnConstraints();
    half.setPercentWidth(50);
    grid.getColumnConstraints().addAll(half, half);

    meanX = entry(key, "mean-x", 0, 0, 0.05, -1e6, 1e6, x -> mean(x, shown.mean()[1]));
    meanY = entry(key, "mean-y", 1, 0, 0.05, -1e6, 1e6, y -> mean(shown.mean()[0], y));
    sigmaLong =
        entry(key, "sigma-long", 0, 2, 0.02, 0, 1e6, s -> axes(s, axes().sigmaShort(), angle()));
    sigmaShort =
        entry(key, "sigma-short", 1, 2, 0.02, 0, 1e6, s -> axes(axes().sigmaLong(), s, angle()));
    angle =
        entry(
            key,
            "angle",
            0,
            4,
            1,
            -360,
            360,
            a -> axes(axes().sigmaLong(), axes().sigmaShort(), Math.toRadians(a)));
    correlation = entry(key, "correlation", 1, 4, 0.02, -1, 1, this::correlated);

    refusal.getStyleClass().addAll("caption", "bad");
    refusal.setWrapText(true);
    say("");
    node.getStyleClass().add("panel");
    node.getChildren().addAll(head, grid, refusal);
  }

  Node node() {
    return node;
  }

  /** Shows a Gaussian. */
  void show(GaussianMeasure gaussian) {
    shown = gaussian;
    double[] mean = gaussian.mean();
    double[][] s = gaussian.covariance();
    PrincipalAxes axes = axes();
    meanX.show(mean[0], "");
    meanY.show(mean[1], "");
    sigmaLong.show(axes.sigmaLong(), "");
    sigmaShort.show(axes.sigmaShort(), "");
    angle.show(Math.toDegrees(axes.angle()), "°");
    double scale = Math.sqrt(s[0][0] * s[1][1]);
    correlation.show(scale > 0 ? Math.clamp(s[0][1] / scale, -1, 1) : 0, "");
    say("");
  }

  private PrincipalAxes axes() {
    return PrincipalAxes.of(shown);
  }

  private double angle() {
    return axes().angle();
  }

  private GaussianMeasure mean(double x, double y) {
    return new GaussianMeasure(new double[] {x, y}, shown.covariance());
  }

  private GaussianMeasure axes(double along, double across, double turn) {
    return new GaussianMeasure(shown.mean(), PrincipalAxes.of(along, across, turn).covariance());
  }

  /** The same deviations along x and y with another correlation. */
  private GaussianMeasure correlated(double rho) {
    double[][] s = shown.covariance();
    double off = rho * Math.sqrt(s[0][0] * s[1][1]);
    return new GaussianMeasure(shown.mean(), new double[][] {{s[0][0], off}, {off, s[1][1]}});
  }

  private void say(String sentence) {
    refusal.setText(sentence);
    refusal.setVisible(!sentence.isEmpty());
    refusal.setManaged(!sentence.isEmpty());
  }

  private Entry entry(
      String side,
      String key,
      int column,
      int row,
      double step,
      double least,
      double most,
      DoubleFunction<GaussianMeasure> change) {
    Entry entry = new Entry(side, key, step, least, most, change);
    Label label = new Label(entry.label);
    label.getStyleClass().add("caption");
    GridPane.setMargin(label, new Insets(row == 0 ? 0 : 4, 0, 0, 0));
    label.setLabelFor(entry.field);
    grid.add(label, column, row);
    grid.add(entry.field, column, row + 1);
    return entry;
  }

  /** One number. */
  private final class Entry {

    private final String label;
    private final double least;
    private final double most;
    private final DoubleFunction<GaussianMeasure> change;
    private final NumberField field = new NumberField();
    private double value;

    Entry(
        String side,
        String key,
        double step,
        double least,
        double most,
        DoubleFunction<GaussianMeasure> change) {
      this.label = Strings.of("gaussians." + key);
      this.least = least;
      this.most = most;
      this.change = change;
      field.setId(side + "-" + key);
      field.setAccessibleText(Strings.of("gaussians." + side) + ", " + label);
      field.setMaxWidth(Double.MAX_VALUE);
      field.onCommit(this::commit);
      field.onStep(direction -> take(Math.clamp(value + direction * step, least, most)));
    }

    void show(double now, String unit) {
      value = now;
      field.show(String.format(Locale.ROOT, unit.isEmpty() ? "%.2f" : "%.1f", now) + unit);
    }

    private String commit(String text) {
      double typed;
      try {
        typed = Double.parseDouble(text.strip().replace("°", "").replace('−', '-'));
      } catch (NumberFormatException e) {
        return refuse(text);
      }
      if (!(typed >= least && typed <= most)) {
        return refuse(text);
      }
      take(typed);
      return "";
    }

    private String refuse(String text) {
      String sentence =
          Strings.of("gaussians.out-of-range", label, text.strip(), plain(least), plain(most));
      say(sentence);
      return sentence;
    }

    private void take(double typed) {
      say("");
      changed.accept(label, change.apply(typed));
    }

    private static String plain(double x) {
      return String.format(Locale.ROOT, "%.0f", x).replace('-', '−');
    }
  }
}
