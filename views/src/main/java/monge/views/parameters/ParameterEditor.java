package monge.views.parameters;

import atlantafx.base.controls.ToggleSwitch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import monge.parameter.ParameterException;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterSpec.Scale;
import monge.views.picture.Numbers;

/** The control of one setting. */
interface ParameterEditor {

  ParameterSpec spec();

  Node node();

  /** Shows a value without reporting it. */
  void show(Object value);

  /** Marks a range of values that are worth trying. */
  default void markRange(double low, double high) {}

  /** The full editor of the inspector. */
  static ParameterEditor of(ParameterSpec spec, Consumer<Object> changed) {
    return switch (spec) {
      case ParameterSpec.Real real -> number(real, changed);
      case ParameterSpec.Whole whole -> number(whole, changed);
      case ParameterSpec.Flag flag -> new Switch(flag, changed);
      case ParameterSpec.Choice choice -> new Segments(choice, changed, true);
    };
  }

  /** The short editor of a row header: 20 high, label beside the control. */
  static ParameterEditor compact(ParameterSpec spec, Consumer<Object> changed) {
    return switch (spec) {
      case ParameterSpec.Real real -> new Number(real, Span.of(real), changed, true);
      case ParameterSpec.Whole whole -> new Number(whole, Span.of(whole), changed, true);
      case ParameterSpec.Flag flag -> new Switch(flag, changed);
      case ParameterSpec.Choice choice -> new Segments(choice, changed, false);
    };
  }

  private static ParameterEditor number(ParameterSpec spec, Consumer<Object> changed) {
    Span span =
        switch (spec) {
          case ParameterSpec.Real real -> Span.of(real);
          case ParameterSpec.Whole whole -> Span.of(whole);
          default -> throw new IllegalArgumentException("no number: " + spec);
        };
    return new Number(spec, span, changed, false);
  }

  /** Whether a setting is short enough for a row header; others stand in the inspector. */
  static boolean isShort(ParameterSpec spec) {
    return spec instanceof ParameterSpec.Choice || spec.label().length() <= 12;
  }

  /** What a slider spans, and whether by decades. */
  record Span(double from, double to, Scale scale, boolean whole) {

    static Span of(ParameterSpec.Real real) {
      return new Span(real.sliderFrom(), real.sliderTo(), real.scale(), false);
    }

    static Span of(ParameterSpec.Whole whole) {
      return new Span(whole.sliderFrom(), whole.sliderTo(), whole.scale(), true);
    }

    boolean isEmpty() {
      return !(to > from);
    }

    double share(double value) {
      double s =
          scale == Scale.LOG
              ? Math.log(value / from) / Math.log(to / from)
              : (value - from) / (to - from);
      return Math.clamp(s, 0, 1);
    }

    /** The value at a share, rounded to what a hand can mean. */
    double value(double share) {
      double v =
          scale == Scale.LOG ? from * Math.pow(to / from, share) : from + share * (to - from);
      if (whole) {
        return Math.rint(v);
      }
      double unit =
          scale == Scale.LOG
              ? Math.pow(10, Math.floor(Math.log10(v)) - 1)
              : Math.pow(10, Math.floor(Math.log10(to - from)) - 2);
      return Math.clamp(Math.rint(v / unit) * unit, from, to);
    }

    /** The shares of the decades, or of the ends. */
    List<Double> ticks() {
      if (scale != Scale.LOG) {
        return List.of(0.0, 0.25, 0.5, 0.75, 1.0);
      }
      List<Double> shares = new ArrayList<>();
      int first = (int) Math.ceil(Math.log10(from) - 1e-9);
      int last = (int) Math.floor(Math.log10(to) + 1e-9);
      for (int e = first; e <= last; e++) {
        shares.add(share(Math.pow(10, e)));
      }
      return shares;
    }
  }

  /** A slider with the value above its right end, or a field alone where there is no slider. */
  final class Number implements ParameterEditor {

    private final ParameterSpec spec;
    private final Span span;
    private final Consumer<Object> changed;
    private final boolean inPercent;
    private final NumberField field = new NumberField();
    private final FilledSlider slider = new FilledSlider(0, 1, 0);
    private final Label refusal = new Label();
    private final Region node;
    private double value;
    private boolean showing;

    Number(ParameterSpec spec, Span span, Consumer<Object> changed, boolean compact) {
      this.spec = spec;
      this.span = span;
      this.changed = changed;
      inPercent = spec instanceof ParameterSpec.Real real && real.isShare();
      Label label = label(spec);
      double fieldWidth = compact ? 52 : 62;
      field.setPrefWidth(fieldWidth);
      field.setMinWidth(fieldWidth);
      field.setMaxWidth(fieldWidth);
      field.setAccessibleText(spec.label());
      field.onCommit(this::commit);
      field.onStep(this::stepBy);
      field.onRestore(() -> refuse(""));
      slider.setAccessibleText(spec.label());
      slider
          .valueProperty()
          .addListener(
              (_, _, share) -> {
                if (!showing) {
                  report(span.value(share.doubleValue()));
                }
              });
      refusal.getStyleClass().addAll("caption", "bad");
      refusal.setWrapText(true);
      refusal.setVisible(false);
      refusal.setManaged(false);
      if (compact) {
        slider.setPrefWidth(96);
        slider.setMinWidth(60);
        label.setWrapText(false);
        HBox row = new HBox(8, label, slider, field);
        row.setAlignment(Pos.CENTER_LEFT);
        row.setMinWidth(Region.USE_PREF_SIZE);
        field.getStyleClass().add("plain");
        node = row;
      } else {
        VBox column = new VBox(4, headed(label, field));
        if (!span.isEmpty()) {
          slider.setMaxWidth(Double.MAX_VALUE);
          slider.setTicks(span.ticks().stream().mapToDouble(Double::doubleValue).toArray());
          column.getChildren().add(slider);
          VBox.setMargin(slider, FilledSlider.OVERHANG);
          if (span.scale() == Scale.LOG) {
            TickLabels labels = new TickLabels(slider, span);
            column.getChildren().add(labels);
            VBox.setMargin(labels, FilledSlider.OVERHANG);
          }
        }
        column.getChildren().add(refusal);
        node = column;
      }
    }

    @Override
    public ParameterSpec spec() {
      return spec;
    }

    @Override
    public Node node() {
      return node;
    }

    @Override
    public void show(Object now) {
      value = ((java.lang.Number) now).doubleValue();
      showing = true;
      slider.setValue(span.isEmpty() ? 0 : span.share(value));
      field.show(inPercent ? Numbers.shareSetting(value) : Numbers.setting(value));
      showing = false;
      refuse("");
    }

    @Override
    public void markRange(double low, double high) {
      boolean seen = !span.isEmpty() && high > span.from() && low < span.to();
      slider.setBand(
          seen ? span.share(Math.max(low, span.from())) : 0, seen ? span.share(high) : 0);
    }

    private void report(double now) {
      if (now != value) {
        changed.accept(now);
        show(now);
      }
    }

    private String commit(String text) {
      try {
        Object checked = spec.checked(inPercent ? share(text) : Numbers.typed(text));
        changed.accept(checked);
        show(checked);
        refuse("");
        return "";
      } catch (ParameterException e) {
        String sentence =
            inPercent
                ? "found %s, expected %s".formatted(text.strip(), range(spec))
                : String.valueOf(e.getMessage());
        refuse(sentence);
        return sentence;
      }
    }

    /** The share that a percentage names; the text itself where it is no number. */
    private static Object share(String text) {
      String typed = Numbers.typed(text).replace("%", "");
      try {
        return Double.parseDouble(typed) / 100;
      } catch (NumberFormatException _) {
        return typed;
      }
    }

    private void refuse(String sentence) {
      refusal.setText(sentence);
      refusal.setVisible(!sentence.isEmpty());
      refusal.setManaged(!sentence.isEmpty());
    }

    private void stepBy(int direction) {
      double next =
          span.scale() == Scale.LOG && value > 0
              ? value * Math.pow(10, 0.1 * direction)
              : value + direction * (span.whole() ? 1 : (span.to() - span.from()) / 100);
      double rounded =
          span.whole()
              ? (next == Math.rint(next) ? next : Math.rint(next + 0.5 * direction))
              : Double.parseDouble(Numbers.typed(Numbers.setting(next)));
      try {
        Object checked = spec.checked(rounded);
        changed.accept(checked);
        show(checked);
      } catch (ParameterException e) {
        // The end of the range: a step beyond it does nothing.
        refuse(String.valueOf(e.getMessage()));
      }
    }
  }

  /** On or off. */
  final class Switch implements ParameterEditor {

    private final ParameterSpec spec;
    private final ToggleSwitch toggle = new ToggleSwitch();
    private final HBox node;
    private boolean showing;

    Switch(ParameterSpec spec, Consumer<Object> changed) {
      this.spec = spec;
      toggle.setAccessibleText(spec.label());
      toggle
          .selectedProperty()
          .addListener(
              (_, _, on) -> {
                if (!showing) {
                  changed.accept(on);
                }
              });
      toggle.getStyleClass().add("bare");
      node = headed(label(spec), toggle);
    }

    @Override
    public ParameterSpec spec() {
      return spec;
    }

    @Override
    public Node node() {
      return node;
    }

    @Override
    public void show(Object now) {
      showing = true;
      toggle.setSelected((Boolean) now);
      showing = false;
    }
  }

  /** One of a few words: segments when they fit on a line, a list otherwise. */
  final class Segments implements ParameterEditor {

    private static final int CHARACTERS_THAT_FIT = 20;

    private final ParameterSpec.Choice spec;
    private final ToggleGroup group = new ToggleGroup();
    private final ComboBox<ParameterSpec.Choice.Option> list = new ComboBox<>();
    private final Region node;
    private boolean showing;

    Segments(ParameterSpec.Choice spec, Consumer<Object> changed, boolean labelled) {
      this.spec = spec;
      int characters = spec.options().stream().mapToInt(o -> o.label().length() + 1).sum();
      boolean fits = spec.options().size() <= 4 && characters <= CHARACTERS_THAT_FIT;
      Region control = fits ? segments(changed) : list(changed);
      if (!labelled) {
        node = control;
      } else if (fits) {
        node = headed(label(spec), control);
      } else {
        control.setMaxWidth(Double.MAX_VALUE);
        node = new VBox(4, label(spec), control);
      }
    }

    private Region segments(Consumer<Object> changed) {
      HBox box = new HBox();
      box.setAlignment(Pos.CENTER_RIGHT);
      int last = spec.options().size() - 1;
      for (int k = 0; k <= last; k++) {
        ParameterSpec.Choice.Option option = spec.options().get(k);
        ToggleButton segment = new ToggleButton(option.label());
        segment.getStyleClass().setAll("toggle-button", "segment");
        segment
            .getStyleClass()
            .add(
                last == 0
                    ? "only-pill"
                    : k == 0 ? "left-pill" : k == last ? "right-pill" : "center-pill");
        segment.setUserData(option.value());
        segment.setToggleGroup(group);
        segment.setMinWidth(Region.USE_PREF_SIZE);
        segment.setOnAction(
            _ -> {
              segment.setSelected(true);
              changed.accept(option.value());
            });
        box.getChildren().add(segment);
      }
      return box;
    }

    private Region list(Consumer<Object> changed) {
      list.getItems().setAll(spec.options());
      list.setAccessibleText(spec.label());
      list.setConverter(
          new StringConverter<>() {
            @Override
            public String toString(ParameterSpec.Choice.Option option) {
              return option == null ? "" : option.label();
            }

            @Override
            public ParameterSpec.Choice.Option fromString(String text) {
              return spec.options().stream()
                  .filter(o -> o.label().equals(text))
                  .findFirst()
                  .orElseThrow();
            }
          });
      list.valueProperty()
          .addListener(
              (_, _, option) -> {
                if (!showing && option != null) {
                  changed.accept(option.value());
                }
              });
      return list;
    }

    @Override
    public ParameterSpec spec() {
      return spec;
    }

    @Override
    public Node node() {
      return node;
    }

    @Override
    public void show(Object now) {
      showing = true;
      group.getToggles().forEach(t -> t.setSelected(now.equals(t.getUserData())));
      spec.options().stream()
          .filter(o -> o.value().equals(now))
          .findFirst()
          .ifPresent(list::setValue);
      showing = false;
    }
  }

  private static Label label(ParameterSpec spec) {
    Label label = new Label(spec.label());
    label.getStyleClass().add("small");
    label.setTooltip(tooltip(spec));
    label.setMinWidth(60);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private static Tooltip tooltip(ParameterSpec spec) {
    Tooltip tooltip = new Tooltip(spec.summary() + "\n" + range(spec));
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(280);
    return tooltip;
  }

  /** The accepted values as the editor shows them. */
  private static String range(ParameterSpec spec) {
    return spec instanceof ParameterSpec.Real real && real.isShare()
        ? Numbers.shareSetting(real.least()) + " to " + Numbers.shareSetting(real.most())
        : spec.range();
  }

  private static HBox headed(Label label, Node control) {
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox row = new HBox(8, label, gap, control);
    row.setAlignment(Pos.CENTER_LEFT);
    row.setMinHeight(24);
    return row;
  }
}
