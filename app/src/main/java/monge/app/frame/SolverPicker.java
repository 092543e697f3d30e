package monge.app.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.SolverProvider;
import org.jspecify.annotations.Nullable;

/**
 * Every solver by family, found by typing; one that does not apply says why. Arrows choose, Enter
 * adds, Escape closes.
 */
public final class SolverPicker {

  private static final double WIDTH = 360;
  private static final double HEIGHT = 520;
  private static final double LEAST_HEIGHT = 160;

  /** The field above the list, and the gaps around both. */
  private static final double AROUND = 74;

  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  /** A solver in the list. */
  private record Choice(SolverProvider provider, Optional<String> refusal, VBox row) {

    boolean matches(String[] words) {
      SolverDescriptor d = provider.descriptor();
      String text =
          String.join(" ", d.id(), d.name(), d.method(), d.family().label(), d.summary())
              .toLowerCase(Locale.ROOT);
      for (String word : words) {
        if (!text.contains(word)) {
          return false;
        }
      }
      return true;
    }

    boolean namesBegin(String words) {
      SolverDescriptor d = provider.descriptor();
      return d.name().toLowerCase(Locale.ROOT).startsWith(words) || d.id().startsWith(words);
    }
  }

  private final List<SolverProvider> solvers;
  private final Function<SolverProvider, Optional<String>> refusal;
  private final Consumer<SolverProvider> onChoice;
  private final Popup popup = new Popup();
  private final TextField query = new TextField();
  private final VBox list = new VBox();
  private final ScrollPane scroll = new ScrollPane(list);
  private List<Choice> choices = List.of();
  private List<Choice> open = List.of();
  private @Nullable Choice chosen;

  /**
   * @param refusal why a solver does not apply to what is open; empty if it does
   * @param onChoice takes the solver that was chosen
   */
  public SolverPicker(
      List<SolverProvider> solvers,
      Function<SolverProvider, Optional<String>> refusal,
      Consumer<SolverProvider> onChoice) {
    this.solvers = List.copyOf(solvers);
    this.refusal = refusal;
    this.onChoice = onChoice;
    query.setPromptText(Strings.of("runs.search"));
    query.setAccessibleText(Strings.of("runs.search"));
    query.setId("add-query");
    query.textProperty().addListener(_ -> search());
    query.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    scroll.setId("add-list");
    scroll.getStyleClass().add("bare");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    scroll.setMaxHeight(HEIGHT);
    // Only once it is laid out does a list know how many lines its sentences take.
    list.heightProperty().subscribe(height -> scroll.setPrefViewportHeight(height.doubleValue()));
    VBox box = new VBox(query, scroll);
    box.getStyleClass().add("popup-panel");
    box.setPrefWidth(WIDTH);
    popup.getContent().add(box);
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
  }

  /** Opens below a node, which stands high in the window. */
  public void showBelow(Node anchor) {
    Bounds place = anchor.localToScene(anchor.getBoundsInLocal());
    scroll.setMinHeight(0);
    list(anchor.getScene().getHeight() - place.getMaxY());
    Popups.below(popup, anchor);
    query.requestFocus();
  }

  /**
   * Opens above a node, which stands low at the right of its pane. It keeps its height, so that the
   * field stays where it is while one types.
   */
  public void showAbove(Node anchor) {
    list(anchor.localToScene(anchor.getBoundsInLocal()).getMinY());
    scroll.setMinHeight(scroll.getMaxHeight());
    Popups.aboveRight(popup, anchor);
    query.requestFocus();
  }

  /** Everything anew, in as much height as there is in the window. */
  private void list(double room) {
    double height = Math.clamp(room - AROUND, LEAST_HEIGHT, HEIGHT);
    scroll.setMaxHeight(height);
    // The whole list takes all there is: a popup that grew after it was shown would stand elsewhere
    // meanwhile.
    scroll.setPrefViewportHeight(height);
    choices = solvers.stream().map(provider -> choice(provider, refusal.apply(provider))).toList();
    query.clear();
    search();
  }

  /** Lists what the query finds, family by family, and chooses the first that can be added. */
  private void search() {
    String[] words = query.getText().strip().toLowerCase(Locale.ROOT).split("\\s+");
    List<Choice> found = choices.stream().filter(c -> c.matches(words)).toList();
    List<Node> parts = new ArrayList<>();
    SolverFamily last = null;
    for (Choice choice : found) {
      SolverFamily family = choice.provider().descriptor().family();
      if (family != last) {
        Label heading = Entries.heading(family.label());
        heading.getStyleClass().add("choice-family");
        parts.add(heading);
        last = family;
      }
      parts.add(choice.row());
    }
    if (found.isEmpty()) {
      Label nothing = new Label(Strings.of("runs.search.nothing", query.getText().strip()));
      nothing.getStyleClass().addAll("muted", "choice-family");
      nothing.setWrapText(true);
      parts.add(nothing);
    }
    list.getChildren().setAll(parts);
    scroll.setVvalue(0);
    open = found.stream().filter(c -> c.refusal().isEmpty()).toList();
    choose(best(words));
    if (chosen != null) {
      // Rows that were just put in have no place yet.
      scroll.layout();
      reveal(chosen.row());
    }
  }

  /** The first whose name begins with the query, else the first that can be added. */
  private @Nullable Choice best(String[] words) {
    String begun = String.join(" ", words);
    return open.stream()
        .filter(c -> c.namesBegin(begun))
        .findFirst()
        .orElse(open.isEmpty() ? null : open.getFirst());
  }

  private void choose(@Nullable Choice choice) {
    if (chosen != null) {
      chosen.row().pseudoClassStateChanged(CHOSEN, false);
    }
    chosen = choice;
    if (choice != null) {
      choice.row().pseudoClassStateChanged(CHOSEN, true);
    }
  }

  private void keyPressed(KeyEvent event) {
    KeyCode code = event.getCode();
    if (code == KeyCode.ENTER) {
      if (chosen != null) {
        add(chosen.provider());
      }
      event.consume();
    } else if ((code == KeyCode.DOWN || code == KeyCode.UP) && !open.isEmpty()) {
      int next = open.indexOf(chosen) + (code == KeyCode.DOWN ? 1 : -1);
      Choice choice = open.get(Math.clamp(next, 0, open.size() - 1));
      choose(choice);
      reveal(choice.row());
      event.consume();
    }
  }

  /** Scrolls until the whole row is seen, and the heading above the very first one too. */
  private void reveal(Node row) {
    Bounds b = row.getBoundsInParent();
    double height = scroll.getViewportBounds().getHeight();
    double spare = list.getHeight() - height;
    if (spare <= 0) {
      return;
    }
    double top = scroll.getVvalue() * spare;
    if (row == open.getFirst().row()) {
      top = 0;
    } else if (b.getMinY() < top) {
      top = b.getMinY();
    } else if (b.getMaxY() > top + height) {
      top = b.getMaxY() - height;
    }
    scroll.setVvalue(Math.clamp(top / spare, 0, 1));
  }

  private void add(SolverProvider provider) {
    popup.hide();
    onChoice.accept(provider);
  }

  private Choice choice(SolverProvider provider, Optional<String> objection) {
    SolverDescriptor descriptor = provider.descriptor();
    Label name = new Label(descriptor.name());
    name.getStyleClass().add("heading");
    name.setMinWidth(Label.USE_PREF_SIZE);
    Label method = new Label(descriptor.method());
    method.getStyleClass().add("muted");
    method.setMinWidth(0);
    Label words = new Label(objection.orElse(SolverHelp.firstSentence(descriptor)));
    words.getStyleClass().addAll("caption", objection.isPresent() ? "subtle" : "muted");
    words.setWrapText(true);
    words.setMaxWidth(WIDTH - 44);
    words.setMinHeight(Label.USE_PREF_SIZE);
    VBox row = new VBox(new HBox(8, name, method), words);
    row.getStyleClass().add("choice-row");
    row.setId("add-" + descriptor.id());
    row.setAccessibleText(descriptor.name() + ". " + words.getText());
    Choice choice = new Choice(provider, objection, row);
    if (objection.isPresent()) {
      row.getStyleClass().add("off");
    } else {
      row.setOnMouseMoved(_ -> choose(choice));
      row.setOnMouseClicked(_ -> add(provider));
    }
    return choice;
  }
}
