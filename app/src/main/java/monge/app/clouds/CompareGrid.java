package monge.app.clouds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import monge.app.clouds.CloudsState.ViewRow;
import monge.app.frame.Layout;
import monge.app.frame.Scrolling;
import monge.app.frame.Strings;
import monge.views.SolutionView;
import org.jspecify.annotations.Nullable;

/**
 * One column a run, one row a view: headers of the columns at the top, then for each row a header
 * over cells of equal width. Columns share the width; below {@value Layout#COLUMN_MINIMUM} each,
 * the cells scroll sideways under row headers that stay. Extra height goes to the first row.
 */
final class CompareGrid extends Region {

  private static final double LEAST_ROW = 96;
  private static final double LEAST_FIRST_ROW = 200;

  /** Rows that have to scroll anyway keep this share of their height. */
  private static final double SCROLLED_SHARE = 0.65;

  private static final double SCROLL_BAR = 14;

  /** The parts of one row. */
  private record Row(SolutionView view, RowHeader header, List<ViewCell> cells) {}

  private final CloudsModel model;
  private final Pane headerStrip = new Pane();
  private final Rows rows = new Rows();
  private final ScrollPane scroll = Scrolling.uncached(new ScrollPane(rows));
  private final Label nothing = new Label(Strings.of("grid.nothing"));
  private final Map<Integer, ColumnHeader> headers = new LinkedHashMap<>();
  private final Map<String, Row> rowParts = new LinkedHashMap<>();
  private List<RunModel> runs = List.of();
  private List<String> shownViews = List.of();

  CompareGrid(CloudsModel model) {
    this.model = model;
    getStyleClass().add("compare");
    scroll.getStyleClass().add("bare");
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    nothing.getStyleClass().addAll("muted");
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(headerStrip.widthProperty());
    clip.heightProperty().bind(headerStrip.heightProperty());
    headerStrip.setClip(clip);
    // In this order the keyboard goes through them.
    getChildren().addAll(headerStrip, scroll, nothing);
    scroll.hvalueProperty().addListener(_ -> rows.requestLayout());
    scroll.viewportBoundsProperty().addListener(_ -> rows.requestLayout());

    model.runs().addListener(_ -> rebuild());
    model.applicable().addListener(_ -> rebuild());
    model.stateProperty().addListener((_, old, now) -> follow(old, now));
    model.pointed().addListener(_ -> invalidate());
    model.desk().theme().look().addListener(_ -> invalidate());
    model.desk().playback().t().addListener(_ -> cells().forEach(ViewCell::timeChanged));
    for (SolutionView view : model.desk().views().all()) {
      String id = view.descriptor().id();
      model
          .camera(id)
          .addListener(
              _ -> {
                Row row = rowParts.get(id);
                if (row != null) {
                  row.cells().forEach(ViewCell::invalidate);
                }
              });
    }
    rebuild();
  }

  /** Called every frame while the workspace is in front. */
  void frame() {
    cells().forEach(ViewCell::frame);
  }

  /** Every picture is made anew. */
  void invalidate() {
    cells().forEach(ViewCell::invalidate);
  }

  /** Whether every picture is what it should be. */
  boolean isSettled() {
    return cells().stream().allMatch(ViewCell::isSettled);
  }

  private List<ViewCell> cells() {
    List<ViewCell> all = new ArrayList<>();
    for (String view : shownViews) {
      Row row = rowParts.get(view);
      if (row != null && !folded(view)) {
        all.addAll(row.cells());
      }
    }
    return all;
  }

  private boolean folded(String view) {
    return state(view).folded();
  }

  private ViewRow state(String view) {
    return model.state().row(view);
  }

  private void follow(CloudsState old, CloudsState now) {
    List<String> shown = shown();
    if (!shown.equals(shownViews)) {
      rebuild();
      return;
    }
    headers.values().forEach(header -> header.follow(now));
    if (!old.rows().equals(now.rows())) {
      for (ViewRow row : now.rows()) {
        Row parts = rowParts.get(row.view());
        if (parts != null) {
          parts.header().follow(row);
          parts.cells().forEach(ViewCell::invalidate);
        }
      }
      rows.requestLayout();
      requestLayout();
    }
    if (!old.placed().equals(now.placed()) || old.inspected() != now.inspected()) {
      invalidate();
    }
    if (old.inspected() != now.inspected()) {
      showNotes();
      rows.bringInspectedIntoView();
    }
  }

  private List<String> shown() {
    return model.applicableRows().stream().filter(ViewRow::shown).map(ViewRow::view).toList();
  }

  /** Runs or rows came, went or moved. What stays keeps its parts. */
  private void rebuild() {
    List<RunModel> now = model.runs().get();
    headers
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = now.stream().noneMatch(run -> run.id() == entry.getKey());
              if (gone) {
                entry.getValue().close();
              }
              return gone;
            });
    List<Node> strip = new ArrayList<>();
    for (RunModel run : now) {
      ColumnHeader header = headers.computeIfAbsent(run.id(), _ -> new ColumnHeader(model, run));
      header.setManaged(false);
      header.setLast(run == now.getLast());
      header.follow(model.state());
      strip.add(header);
    }
    if (!headerStrip.getChildren().equals(strip)) {
      headerStrip.getChildren().setAll(strip);
    }
    runs = now;
    shownViews = shown();
    Map<String, Row> old = new LinkedHashMap<>(rowParts);
    rowParts.clear();
    List<Node> parts = new ArrayList<>();
    for (String id : shownViews) {
      SolutionView view = model.desk().views().require(id);
      @Nullable Row before = old.get(id);
      List<ViewCell> cells = new ArrayList<>();
      for (RunModel run : now) {
        ViewCell cell =
            (before == null ? Stream.<ViewCell>of() : before.cells().stream())
                .filter(c -> c.runId() == run.id())
                .findFirst()
                .orElseGet(() -> new ViewCell(model, run, view));
        cell.setLast(run == now.getLast());
        cells.add(cell);
      }
      RowHeader header =
          before == null
              ? new RowHeader(model, state(id), dy -> dragEdge(id, dy))
              : before.header();
      header.setFollows(!id.equals(shownViews.getFirst()));
      rowParts.put(id, new Row(view, header, cells));
      parts.addAll(cells);
      parts.add(header);
    }
    old.forEach(
        (view, before) -> {
          Row row = rowParts.get(view);
          before.cells().stream()
              .filter(cell -> row == null || !row.cells().contains(cell))
              .forEach(ViewCell::close);
        });
    // What stays is not taken out: putting it back would style and lay it out from scratch.
    rows.getChildren().retainAll(parts);
    parts.removeAll(rows.getChildren());
    rows.getChildren().addAll(parts);
    nothing.setVisible(now.isEmpty());
    scroll.setVisible(!now.isEmpty());
    showNotes();
    invalidate();
    requestLayout();
    rows.requestLayout();
    rows.bringInspectedIntoView();
  }

  /** The row header tells what the inspected run's picture hides. */
  private void showNotes() {
    for (Row row : rowParts.values()) {
      row.header().note().unbind();
      row.header().note().set("");
      row.cells().stream()
          .filter(cell -> cell.runId() == model.state().inspected())
          .findFirst()
          .ifPresent(cell -> row.header().note().bind(cell.note()));
    }
  }

  /** The edge above a row was dragged: the row above takes the height from it. */
  private void dragEdge(String view, double dy) {
    int index = shownViews.indexOf(view);
    if (index <= 0) {
      return;
    }
    String above = shownViews.get(index - 1);
    double[] now = rows.heights();
    double up = now[index - 1];
    double down = now[index];
    double moved = Math.clamp(dy, LEAST_ROW - up, Math.max(0, down - LEAST_ROW));
    model
        .workspace()
        .move(
            Strings.of("change.row-height"),
            s ->
                s.withRow(above, r -> r.withHeight(up + moved))
                    .withRow(view, r -> r.withHeight(down - moved)));
  }

  private double columnWidth(double viewport) {
    int n = Math.max(1, runs.size());
    return Math.max(Layout.COLUMN_MINIMUM, viewport / n);
  }

  @Override
  protected void layoutChildren() {
    double w = getWidth();
    headerStrip.resizeRelocate(0, 0, w, Layout.COLUMN_HEADER);
    scroll.resizeRelocate(
        0, Layout.COLUMN_HEADER, w, Math.max(0, getHeight() - Layout.COLUMN_HEADER));
    double textWidth = Math.min(420, w - 40);
    nothing.setWrapText(true);
    nothing.resizeRelocate(
        (w - textWidth) / 2, getHeight() / 2 - 30, textWidth, nothing.prefHeight(textWidth));
    rows.requestLayout();
  }

  /** What scrolls: row headers and cells. */
  private final class Rows extends Pane {

    private boolean mayHideInspected;

    /** At the next layout, when the columns have their width. */
    void bringInspectedIntoView() {
      mayHideInspected = true;
      requestLayout();
    }

    private void revealInspected(double column, double width, double viewport) {
      int index = runs.stream().map(RunModel::id).toList().indexOf(model.state().inspected());
      double spare = width - viewport;
      if (!mayHideInspected || viewport <= 0) {
        return;
      }
      mayHideInspected = false;
      if (index >= 0 && spare > 0) {
        double left = scroll.getHvalue() * spare;
        double wanted = Math.clamp(left, (index + 1) * column - viewport, index * column);
        scroll.setHvalue(Math.clamp(wanted / spare, 0, 1));
      }
    }

    /**
     * The heights of the shown rows' cells. Extra height goes to the first row; when there is too
     * little, the others give in proportion to what they can spare, then the first; and then the
     * cells scroll.
     */
    double[] heights() {
      double viewport = Math.max(0, CompareGrid.this.getHeight() - Layout.COLUMN_HEADER);
      int n = shownViews.size();
      double[] heights = new double[n];
      double[] spare = new double[n];
      double total = needsWidth() ? SCROLL_BAR : 0;
      double spareTotal = 0;
      double share = fitsAtLeast(viewport) ? 0 : SCROLLED_SHARE;
      int first = -1;
      for (int k = 0; k < n; k++) {
        ViewRow row = state(shownViews.get(k));
        heights[k] = row.folded() ? 0 : row.height();
        total += heights[k] + Layout.ROW_HEADER;
        if (heights[k] > 0) {
          if (first < 0) {
            first = k;
          } else {
            spare[k] = Math.max(0, heights[k] - Math.max(least(row), share * heights[k]));
            spareTotal += spare[k];
          }
        }
      }
      if (first < 0) {
        return heights;
      }
      double missing = total - viewport;
      if (missing <= 0) {
        heights[first] = Math.floor(heights[first] - missing);
        return heights;
      }
      double given = spareTotal > 0 ? Math.min(1, missing / spareTotal) : 0;
      double rest = viewport - n * Layout.ROW_HEADER - (needsWidth() ? SCROLL_BAR : 0);
      for (int k = 0; k < n; k++) {
        if (k != first) {
          heights[k] = Math.floor(heights[k] - given * spare[k]);
          rest -= heights[k];
        }
      }
      double least = Math.min(heights[first], LEAST_FIRST_ROW);
      heights[first] = Math.clamp(Math.floor(rest), least, heights[first]);
      return heights;
    }

    /** Whether all rows can be seen at once. */
    private boolean fitsAtLeast(double viewport) {
      double least = needsWidth() ? SCROLL_BAR : 0;
      boolean first = true;
      for (String view : shownViews) {
        ViewRow row = state(view);
        least += Layout.ROW_HEADER;
        if (!row.folded()) {
          least += Math.min(row.height(), first ? LEAST_FIRST_ROW : least(row));
          first = false;
        }
      }
      return least <= viewport;
    }

    /** What a row needs: half of what it would have, at least a drawing and the lines below it. */
    private double least(ViewRow row) {
      double lines = model.view(row).sentenceLines() > 0 ? Layout.SENTENCE : 0;
      return Math.max(LEAST_ROW + lines, row.height() / 2);
    }

    private boolean needsWidth() {
      return runs.size() * (double) Layout.COLUMN_MINIMUM > CompareGrid.this.getWidth() + 0.5;
    }

    @Override
    protected double computeMinWidth(double height) {
      return runs.size() * (double) Layout.COLUMN_MINIMUM;
    }

    @Override
    protected double computePrefWidth(double height) {
      return computeMinWidth(height);
    }

    @Override
    protected double computeMinHeight(double width) {
      double total = 0;
      for (double h : heights()) {
        total += h + Layout.ROW_HEADER;
      }
      return total;
    }

    @Override
    protected double computePrefHeight(double width) {
      return computeMinHeight(width);
    }

    @Override
    protected void layoutChildren() {
      double viewport = scroll.getViewportBounds().getWidth();
      double width = Math.max(viewport, computeMinWidth(-1));
      double column = columnWidth(viewport);
      revealInspected(column, width, viewport);
      double offset = scroll.getHvalue() * Math.max(0, width - viewport);
      int n = runs.size();
      double[] heights = heights();
      double y = 0;
      for (int k = 0; k < shownViews.size(); k++) {
        Row row = rowParts.get(shownViews.get(k));
        if (row == null) {
          continue;
        }
        row.header().resizeRelocate(Math.round(offset), y, viewport, Layout.ROW_HEADER);
        y += Layout.ROW_HEADER;
        for (int c = 0; c < n; c++) {
          double left = Math.round(c * column);
          double right = c == n - 1 ? width : Math.round((c + 1) * column);
          ViewCell cell = row.cells().get(c);
          cell.setVisible(heights[k] > 0);
          cell.resizeRelocate(left, y, right - left, heights[k]);
        }
        y += heights[k];
      }
      for (int c = 0; c < n; c++) {
        double left = Math.round(c * column);
        double right = c == n - 1 ? width : Math.round((c + 1) * column);
        headerStrip
            .getChildren()
            .get(c)
            .resizeRelocate(left - Math.round(offset), 0, right - left, Layout.COLUMN_HEADER);
      }
    }
  }
}
