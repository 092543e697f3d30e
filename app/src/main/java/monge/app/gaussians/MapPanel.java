package monge.app.gaussians;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import monge.app.frame.Entries;
import monge.app.frame.Icons;
import monge.app.frame.Mark;
import monge.app.frame.NumberRow;
import monge.app.frame.Scrolling;
import monge.app.frame.Strings;
import monge.measure.GaussianMeasure;
import monge.projection.AffineMap;
import monge.solver.AffineSolution;
import monge.views.gaussian.GaussianScene;
import monge.views.gaussian.PrincipalStretches;

/** The right side: the map, the distance, the law on the way, and whether everything holds. */
final class MapPanel {

  private static final double LARGEST_RESIDUAL = 1e-7;

  private final Node node;
  private final MatrixNode map = new MatrixNode("A", 2, 2);
  private final NumberRow stretches = Entries.number(Strings.of("gaussians.stretches"), "");
  private final Label area = number();
  private final SplitBar bar = new SplitBar();
  private final Label meanPart = number();
  private final Label shapePart = number();
  private final Label squared = number();
  private final Label root = number();
  private final Label onTheWay = heading("");
  private final MatrixNode meanAtT = new MatrixNode("mₜ", 2, 1);
  private final MatrixNode covarianceAtT = new MatrixNode("Σₜ", 2, 2);
  private final Label verdict = new Label();
  private final Label residual = number();
  private final Label asymmetry = number();
  private final Label smallest = number();
  private final Label sentence = new Label();
  private String copied = "";

  MapPanel() {
    root.getStyleClass().add("strong");
    Label rootName = new Label("W₂");
    rootName.getStyleClass().add("strong");
    sentence.setWrapText(true);
    sentence.getStyleClass().add("muted");

    HBox mapHead =
        new HBox(
            heading(Strings.of("gaussians.map")),
            Entries.spring(),
            Icons.button("mdi2c-content-copy", 16, Strings.of("gaussians.copy-map"), this::copy));
    mapHead.getStyleClass().add("entry");
    HBox checksHead = new HBox(heading(Strings.of("gaussians.checks")), Entries.spring(), verdict);
    checksHead.getStyleClass().add("entry");
    HBox laws = new HBox(14, meanAtT, covarianceAtT);
    laws.setAlignment(Pos.CENTER_LEFT);

    VBox content =
        new VBox(
            panel(
                mapHead,
                new Label("T(x) = m₂ + A (x − m₁)"),
                map,
                new Formula("A = Σ₁^−½^ (Σ₁^½^ Σ₂ Σ₁^½^)^½^ Σ₁^−½^", "muted", "small"),
                stretches,
                row(Strings.of("gaussians.area"), area)),
            panel(
                heading(Strings.of("gaussians.distance")),
                new Label("W₂² = |m₁ − m₂|² + B²(Σ₁, Σ₂)"),
                bar,
                row(Strings.of("gaussians.move"), meanPart),
                row(Strings.of("gaussians.reshape"), shapePart),
                rule(),
                row("W₂²", squared),
                row(rootName, root)),
            panel(
                onTheWay,
                new Label("mₜ = (1 − t) m₁ + t m₂"),
                new Label("Σₜ = Aₜ Σ₁ Aₜ,  Aₜ = (1 − t) I + t A"),
                laws),
            panel(
                checksHead,
                row("|A Σ₁ A − Σ₂|", residual),
                row(Strings.of("gaussians.symmetric"), asymmetry),
                row(Strings.of("gaussians.smallest"), smallest),
                sentence));
    content.getChildren().getLast().getStyleClass().add("last");
    content.getStyleClass().add("map-panel");
    node = Scrolling.panel(content);
  }

  Node node() {
    return node;
  }

  /** Shows the answer; times are shown by {@link #showTime}. */
  void show(GaussianScene scene, AffineSolution solution) {
    AffineMap answer = solution.map();
    double[][] a = answer.matrix();
    double[] b = answer.offset();
    map.show(a);
    copied =
        "A = [[%s, %s], [%s, %s]]\nb = [%s, %s]\n"
            .formatted(a[0][0], a[0][1], a[1][0], a[1][1], b[0], b[1]);
    PrincipalStretches axes = PrincipalStretches.of(answer);
    stretches.setValue(
        GaussianNumbers.entry(axes.first()) + ", " + GaussianNumbers.entry(axes.second()));
    area.setText(GaussianNumbers.entry(axes.areaFactor()));

    double total = solution.objective().value();
    double moved = solution.objective().term("mean_part");
    meanPart.setText(GaussianNumbers.distance(moved));
    shapePart.setText(GaussianNumbers.distance(solution.objective().term("bures_part")));
    squared.setText(GaussianNumbers.distance(total));
    root.setText(GaussianNumbers.distance(Math.sqrt(total)));
    bar.setShare(total > 0 ? moved / total : 1);
    check(scene, a, axes, solution);
  }

  void showTime(GaussianMeasure now, double t) {
    onTheWay.setText(Strings.of("gaussians.on-the-way", GaussianNumbers.time(t)));
    meanAtT.showColumn(now.mean());
    covarianceAtT.show(now.covariance());
  }

  /** Recomputes from A, Σ₁ and Σ₂ alone what makes the map optimal. */
  private void check(
      GaussianScene scene, double[][] a, PrincipalStretches axes, AffineSolution solution) {
    double[][] pushed = product(product(a, scene.source().covariance()), a);
    double[][] wanted = scene.target().covariance();
    double worst = 0;
    double size = 0;
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        worst = Math.max(worst, Math.abs(pushed[i][j] - wanted[i][j]));
        size = Math.max(size, Math.abs(wanted[i][j]));
      }
    }
    double skew = Math.abs(a[0][1] - a[1][0]);
    residual.setText(GaussianNumbers.residual(worst));
    asymmetry.setText(GaussianNumbers.residual(skew));
    boolean convex = axes.second() >= -1e-12 * Math.abs(axes.first());
    String sign = axes.second() > 0 ? " > 0" : convex ? " ≥ 0" : " < 0";
    smallest.setText(GaussianNumbers.entry(axes.second()) + sign);
    boolean carries =
        solution.pushesForward() && worst <= LARGEST_RESIDUAL * Math.max(size, 1e-300);
    if (carries && convex && skew <= LARGEST_RESIDUAL * Math.abs(axes.first())) {
      Icons.show(verdict, Mark.OPTIMAL, Strings.of("gaussians.all-hold"));
      sentence.setText(Strings.of("gaussians.optimal"));
    } else {
      Icons.show(verdict, Mark.NOT_CONVERGED, Strings.of("gaussians.no-map"));
      sentence.setText(solution.convergence().reason());
    }
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] c = new double[2][2];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        c[i][j] = a[i][0] * b[0][j] + a[i][1] * b[1][j];
      }
    }
    return c;
  }

  private void copy() {
    ClipboardContent content = new ClipboardContent();
    content.putString(copied);
    Clipboard.getSystemClipboard().setContent(content);
  }

  private static VBox panel(Node... children) {
    VBox panel = new VBox(children);
    panel.getStyleClass().add("panel");
    return panel;
  }

  private static HBox row(String name, Label value) {
    Label label = new Label(name);
    label.getStyleClass().add("muted");
    return row(label, value);
  }

  private static HBox row(Label label, Label value) {
    HBox row = new HBox(label, Entries.spring(), value);
    row.getStyleClass().add("entry");
    return row;
  }

  private static Region rule() {
    Region rule = new Region();
    rule.getStyleClass().add("rule");
    return rule;
  }

  private static Label heading(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("heading");
    return label;
  }

  private static Label number() {
    Label label = new Label();
    label.getStyleClass().add("number");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }
}
