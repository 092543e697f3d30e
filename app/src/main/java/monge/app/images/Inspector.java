package monge.app.images;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import monge.app.frame.Entries;
import monge.app.frame.EpsAdvice;
import monge.app.frame.Icons;
import monge.app.frame.Mark;
import monge.app.frame.Scrolling;
import monge.app.frame.SettingHelp;
import monge.app.frame.SolverHelp;
import monge.app.frame.Strings;
import monge.app.images.ImagesState.Run;
import monge.image.Extension;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterValues;
import monge.solver.CommonParameters;
import monge.solver.Convergence;
import monge.solver.Cure;
import monge.solver.Solution;
import monge.solver.SolverDescriptor;
import monge.views.parameters.FilledSlider;
import monge.views.parameters.NumberField;
import monge.views.parameters.ParameterSheet;
import monge.views.picture.Numbers;
import org.jspecify.annotations.Nullable;

/** Strength, extension and settings of the shown method, and its result. */
final class Inspector extends StackPane {

  private final TransferModel model;
  private final VBox content = new VBox();
  private final Label mark = Icons.mark(Mark.STALE);
  private final Label progress = Entries.sentence("");
  private final Button cancel = new Button(Strings.of("run.cancel"));
  private final HBox running = Entries.pair(progress, cancel);
  private final VBox body = new VBox(6);
  private final VBox result =
      Entries.section(
          Entries.pair(Entries.heading(Strings.of("images.result")), mark), running, body);
  private final Label clippedValue = new Label();
  private final Node strength;
  private final ChangeListener<TransferStatus> statusChanged = (_, _, _) -> showResult();
  private @Nullable TransferRun shown;
  private @Nullable TransferStatus said;
  private @Nullable ParameterSheet sheet;
  private @Nullable ParameterSheet mapSheet;
  private List<SettingHelp> helps = List.of();

  /**
   * @param clipped the share of pixels clipped in the shown result; NaN while there is none
   */
  Inspector(TransferModel model, ReadOnlyDoubleProperty clipped) {
    this.model = model;
    strength = strength();
    result.getStyleClass().add("last");
    progress.getStyleClass().addAll("number", "muted");
    cancel.getStyleClass().add("tiny");
    cancel.setId("cancel-method");
    cancel.setMinWidth(USE_PREF_SIZE);
    cancel.setOnAction(
        _ -> {
          if (shown != null) {
            shown.close();
          }
        });
    clippedValue.getStyleClass().add("number");
    clipped.subscribe(share -> clippedValue.setText(Numbers.percent(share.doubleValue())));
    getChildren().add(Scrolling.panel(content));
    // Told of the change, not of its coming: the runs hear of it before.
    model.stateProperty().addListener((_, _, _) -> follow());
    model.runs().addListener(_ -> follow());
    follow();
  }

  private void follow() {
    Optional<TransferRun> now = model.inspected();
    if (now.isEmpty()) {
      leave();
      content.getChildren().clear();
      return;
    }
    TransferRun run = now.get();
    if (run != shown) {
      leave();
      shown = run;
      run.status().addListener(statusChanged);
      build(run);
      showResult();
    } else {
      if (sheet != null) {
        sheet.show(run.run().parameters());
        helps.forEach(SettingHelp::follow);
      }
      if (mapSheet != null) {
        ParameterValues values = mapValues(run);
        if (values.specs().size() == mapSheet.getChildren().size()) {
          mapSheet.show(values);
        } else {
          build(run);
        }
      }
    }
  }

  private void leave() {
    if (shown != null) {
      shown.status().removeListener(statusChanged);
    }
    helps.forEach(SettingHelp::close);
    helps = List.of();
    shown = null;
    said = null;
    sheet = null;
    mapSheet = null;
  }

  private void build(TransferRun run) {
    SolverDescriptor descriptor = run.provider().descriptor();
    Label title = new Label(descriptor.name());
    title.getStyleClass().add("title");
    HBox actions =
        new HBox(
            tiny("mdi2c-chevron-left", "images.left", "move-left", () -> model.move(run.id(), -1)),
            tiny(
                "mdi2c-chevron-right", "images.right", "move-right", () -> model.move(run.id(), 1)),
            tiny(
                "mdi2c-content-duplicate",
                "images.duplicate",
                "duplicate",
                () -> model.duplicate(run.id())),
            tiny(
                "mdi2t-trash-can-outline", "images.remove", "remove", () -> model.remove(run.id())),
            SolverHelp.button(descriptor));
    ParameterSheet map =
        new ParameterSheet(
            mapValues(run),
            values -> {
              Extension chosen = Extension.named(values.choice("map"));
              double width =
                  values.has("bandwidth") ? values.real("bandwidth") : run.run().bandwidth();
              model.change(run.run().with(chosen, width));
            });
    map.setId("map-sheet");
    mapSheet = map;
    VBox settings =
        Entries.section(Entries.pair(title, actions), SolverHelp.summary(descriptor), strength);
    List<Extension> extensions = TransferModel.extensions(descriptor);
    settings
        .getChildren()
        .add(
            extensions.size() > 1
                ? map
                : Entries.pair(
                    Entries.muted(Strings.of("images.map")),
                    new Label(extensions.getFirst().label())));
    VBox.setMargin(strength, new Insets(4, 0, 0, 0));
    content.getChildren().setAll(settings);
    helps.forEach(SettingHelp::close);
    helps = List.of();
    if (!run.run().parameters().specs().isEmpty()) {
      ParameterSheet made =
          new ParameterSheet(
              run.run().parameters(), values -> model.change(run.run().with(values)));
      made.setId("sheet");
      sheet = made;
      helps = helps(run, made);
      content
          .getChildren()
          .add(Entries.section(Entries.heading(Strings.of("images.solver")), made));
    }
    content.getChildren().add(result);
  }

  /** Advice on the softness; palettes have no classes that could choose it. */
  private List<SettingHelp> helps(TransferRun run, ParameterSheet made) {
    List<SettingHelp> all = new ArrayList<>();
    for (ParameterSpec spec : run.provider().descriptor().parameters()) {
      if (CommonParameters.isEntropyStrength(spec)) {
        all.add(
            new EpsAdvice(model.desk().tasks(), new Strength(model, run, spec.key()), spec, made));
      }
    }
    all.forEach(SettingHelp::follow);
    return all;
  }

  private record Strength(TransferModel model, TransferRun run, String key)
      implements EpsAdvice.Subject {

    @Override
    public EpsAdvice.Topic topic() {
      ImagesState state = model.state();
      if (state.source().isEmpty() || state.target().isEmpty()) {
        return EpsAdvice.Topic.NONE;
      }
      OpenPicture source = state.source().get();
      OpenPicture target = state.target().get();
      return new EpsAdvice.Topic(
          List.of(source, target, state.fit()),
          () -> model.palettes().of(source, target, state.fit()).problem());
    }

    @Override
    public double strength() {
      return run.run().parameters().real(key);
    }

    @Override
    public void set(double strength) {
      model.change(run.run().with(run.run().parameters().with(key, strength)));
    }
  }

  private static Button tiny(String icon, String key, String id, Runnable action) {
    Button button = Icons.button(icon, 16, Strings.of(key), action);
    button.getStyleClass().add("tiny");
    button.setId(id);
    return button;
  }

  /** The strength is the time of the transport bar: both move the blend. */
  private Node strength() {
    var playback = model.desk().playback();
    FilledSlider slider = new FilledSlider(0, 1, playback.t().get());
    slider.setId("strength");
    slider.setTicks(4);
    slider.setAccessibleText(Strings.of("images.strength"));
    NumberField field = new NumberField();
    field.setId("strength-number");
    field.setPrefWidth(62);
    field.setMinWidth(62);
    field.setMaxWidth(62);
    field.setAccessibleText(Strings.of("images.strength"));
    boolean[] following = {false};
    playback
        .t()
        .subscribe(
            t -> {
              following[0] = true;
              slider.setValue(t.doubleValue());
              field.show(String.format(Locale.ROOT, "%.0f\u202f%%", 100 * t.doubleValue()));
              following[0] = false;
            });
    slider
        .valueProperty()
        .addListener(
            (_, _, x) -> {
              if (!following[0]) {
                playback.seek(x.doubleValue());
              }
            });
    field.onCommit(
        text -> {
          try {
            double percent = Double.parseDouble(Numbers.typed(text).replace("%", ""));
            if (percent >= 0 && percent <= 100) {
              playback.seek(percent / 100);
              return "";
            }
          } catch (NumberFormatException _) {
            // Answered below, as a number out of range is.
          }
          return Strings.of("images.range", text, 0, 100);
        });
    field.onStep(playback::step);
    VBox.setMargin(slider, FilledSlider.OVERHANG);
    return new VBox(Entries.pair(new Label(Strings.of("images.strength")), field), slider);
  }

  private static ParameterValues mapValues(TransferRun run) {
    Run now = run.run();
    List<ParameterSpec.Choice.Option> options =
        TransferModel.extensions(run.provider().descriptor()).stream()
            .map(e -> new ParameterSpec.Choice.Option(e.id(), e.label()))
            .toList();
    List<ParameterSpec> specs =
        new ArrayList<>(
            List.of(
                new ParameterSpec.Choice(
                    "map",
                    Strings.of("images.map"),
                    Strings.of("images.map.summary"),
                    options.getFirst().value(),
                    options)));
    if (now.extension() == Extension.CONDITIONAL) {
      specs.add(
          ParameterSpec.Real.positive(
              "bandwidth",
              Strings.of("images.bandwidth"),
              Strings.of("images.bandwidth.summary"),
              "",
              now.bandwidth(),
              0.02,
              2));
    }
    ParameterValues values = ParameterValues.defaults(specs).with("map", now.extension().id());
    return now.extension() == Extension.CONDITIONAL
        ? values.with("bandwidth", now.bandwidth())
        : values;
  }

  private void showResult() {
    TransferRun run = shown;
    if (run == null) {
      return;
    }
    TransferStatus status = run.status().get();
    Icons.show(mark, status.mark(), status.mark().word());
    boolean solving = status.mark() == Mark.RUNNING;
    running.setVisible(solving);
    running.setManaged(solving);
    progress.setText(solving ? progress(status) : "");
    TransferStatus before = said;
    said = status;
    if (solving && before != null && before.mark() == Mark.RUNNING) {
      return;
    }
    List<Node> parts = new ArrayList<>();
    if (!status.failure().isEmpty()) {
      parts.add(notice(status.failure(), true, status.cure(), run));
    }
    status.transfer().ifPresent(transfer -> numbers(status, transfer.solution(), parts, run));
    body.getChildren().setAll(parts);
  }

  /** Where a running solve stands; each number has room of its own, so that none moves. */
  private static String progress(TransferStatus status) {
    String words =
        status
            .latest()
            .map(
                point ->
                    "it %-6s ".formatted(Numbers.count(point.iteration()))
                        + (Double.isNaN(point.marginalError())
                            ? ""
                            : "error %-7s ".formatted(Numbers.error(point.marginalError()))))
            .orElse("");
    return words + Numbers.duration(status.elapsed());
  }

  private void numbers(
      TransferStatus status, Solution solution, List<Node> parts, TransferRun run) {
    Convergence end = solution.convergence();
    if (status.mark() == Mark.NOT_CONVERGED || status.mark() == Mark.CANCELLED) {
      parts.add(
          notice(
              Numbers.readable(end.reason() + end.cure().map(c -> " " + c.sentence()).orElse("")),
              false,
              end.cure(),
              run));
    } else if (!end.reason().isEmpty()) {
      parts.add(Entries.sentence(Numbers.readable(end.reason())));
    }
    VBox rows = new VBox();
    rows.getChildren()
        .add(
            Entries.number(
                Strings.of("images.cost"), Numbers.decimals(solution.objective().value(), 5)));
    if (!Double.isNaN(end.sourceError())) {
      rows.getChildren()
          .add(
              Entries.number(
                  Strings.of("images.marginal-error"), Numbers.error(end.marginalError())));
    }
    rows.getChildren().add(Entries.pair(Entries.muted(Strings.of("images.clipped")), clippedValue));
    if (end.iterations() > 0) {
      rows.getChildren().add(Entries.number(capital(end.unit()), Numbers.count(end.iterations())));
    }
    rows.getChildren()
        .add(Entries.number(Strings.of("images.time"), Numbers.duration(end.elapsed())));
    parts.add(rows);
  }

  private static String capital(String words) {
    return words.isEmpty()
        ? Strings.of("images.iterations")
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private Node notice(String words, boolean error, Optional<Cure> cure, TransferRun run) {
    return Entries.notice(words, error, cure, () -> model.applyCure(run));
  }
}
