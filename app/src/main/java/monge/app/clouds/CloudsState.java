package monge.app.clouds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import monge.app.workspace.WorkspaceState;
import monge.parameter.ParameterValues;
import monge.views.picture.Selection;

/**
 * Everything a person made in the Clouds workspace.
 *
 * @param name what is open, such as {@code infoot-fig1}
 * @param runs the columns, from left to right
 * @param inspected the id of the run in the inspector
 * @param nextId the id of the next run that is added
 * @param rows the views, on or off, from top to bottom
 * @param placed new points to be mapped
 * @param selection the point that stays pointed at when the pointer leaves
 * @param t the shared time in [0,1]
 */
public record CloudsState(
    String name,
    CloudData data,
    List<Run> runs,
    int inspected,
    int nextId,
    List<ViewRow> rows,
    List<Place> placed,
    Selection selection,
    double t)
    implements WorkspaceState {

  /**
   * A column: a solver and its settings.
   *
   * @param cost a ground cost of this run alone; empty takes the cost of the data
   */
  public record Run(int id, String solver, Optional<String> cost, ParameterValues parameters) {}

  /**
   * A row: a view and its options.
   *
   * @param height logical pixels of the picture and its sentences
   */
  public record ViewRow(
      String view, boolean shown, boolean folded, double height, ParameterValues options) {

    ViewRow withShown(boolean now) {
      return new ViewRow(view, now, folded, height, options);
    }

    ViewRow withFolded(boolean now) {
      return new ViewRow(view, shown, now, height, options);
    }

    ViewRow withHeight(double now) {
      return new ViewRow(view, shown, folded, now, options);
    }

    ViewRow withOptions(ParameterValues now) {
      return new ViewRow(view, shown, folded, height, now);
    }
  }

  /** A point of the plane. */
  public record Place(double x, double y) {
    double[] coordinates() {
      return new double[] {x, y};
    }
  }

  public CloudsState {
    runs = List.copyOf(runs);
    rows = List.copyOf(rows);
    placed = List.copyOf(placed);
  }

  @Override
  public String kind() {
    return "clouds";
  }

  /** Other data under the same name; what pointed into the old data is forgotten. */
  public CloudsState withData(CloudData now) {
    return new CloudsState(name, now, runs, inspected, nextId, rows, placed, selection, t);
  }

  public CloudsState withRuns(List<Run> now) {
    return new CloudsState(name, data, now, inspected, nextId, rows, placed, selection, t);
  }

  public CloudsState withInspected(int id) {
    return new CloudsState(name, data, runs, id, nextId, rows, placed, selection, t);
  }

  public CloudsState withRows(List<ViewRow> now) {
    return new CloudsState(name, data, runs, inspected, nextId, now, placed, selection, t);
  }

  public CloudsState withPlaced(List<Place> now) {
    return new CloudsState(name, data, runs, inspected, nextId, rows, now, selection, t);
  }

  public CloudsState withSelection(Selection now) {
    return new CloudsState(name, data, runs, inspected, nextId, rows, placed, now, t);
  }

  public CloudsState withTime(double now) {
    return new CloudsState(name, data, runs, inspected, nextId, rows, placed, selection, now);
  }

  /** One more run at a place, in the inspector. */
  public CloudsState withRunAdded(
      int index, String solver, Optional<String> cost, ParameterValues parameters) {
    List<Run> more = new ArrayList<>(runs);
    more.add(index, new Run(nextId, solver, cost, parameters));
    return new CloudsState(name, data, more, nextId, nextId + 1, rows, placed, selection, t);
  }

  /** One run less; its neighbour takes its place in the inspector. */
  public CloudsState withRunRemoved(int id) {
    int index = indexOf(id);
    List<Run> fewer = new ArrayList<>(runs);
    fewer.remove(index);
    int now =
        inspected != id || fewer.isEmpty()
            ? inspected
            : fewer.get(Math.min(index, fewer.size() - 1)).id();
    return new CloudsState(name, data, fewer, now, nextId, rows, placed, selection, t);
  }

  /** A run moved by some columns; no further than the edge. */
  public CloudsState withRunMoved(int id, int by) {
    int index = indexOf(id);
    List<Run> moved = new ArrayList<>(runs);
    Run run = moved.remove(index);
    moved.add(Math.clamp(index + by, 0, moved.size()), run);
    return withRuns(moved);
  }

  /** A run with other settings. */
  public CloudsState withParameters(int id, ParameterValues parameters) {
    return withRuns(
        runs.stream()
            .map(run -> run.id() == id ? new Run(id, run.solver(), run.cost(), parameters) : run)
            .toList());
  }

  /** A row changed. */
  public CloudsState withRow(String view, UnaryOperator<ViewRow> change) {
    return withRows(
        rows.stream().map(row -> row.view().equals(view) ? change.apply(row) : row).toList());
  }

  /** The row of a view. */
  public ViewRow row(String view) {
    return rows.stream().filter(row -> row.view().equals(view)).findFirst().orElseThrow();
  }

  /** The run of an id. */
  public Run run(int id) {
    return runs.get(indexOf(id));
  }

  /** Whether there is a run of that id. */
  public boolean hasRun(int id) {
    return runs.stream().anyMatch(r -> r.id() == id);
  }

  /** The column of a run. */
  public int indexOf(int id) {
    for (int k = 0; k < runs.size(); k++) {
      if (runs.get(k).id() == id) {
        return k;
      }
    }
    throw new IllegalArgumentException("there is no run " + id + ": " + runs);
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", kind());
    map.put("name", name);
    map.put("data", data.toMap());
    map.put(
        "runs",
        runs.stream()
            .map(
                r ->
                    Map.of(
                        "id",
                        r.id(),
                        "solver",
                        r.solver(),
                        "cost",
                        r.cost().orElse(""),
                        "params",
                        r.parameters().asMap()))
            .toList());
    map.put("inspected", inspected);
    map.put(
        "rows",
        rows.stream()
            .map(
                r ->
                    Map.of(
                        "view",
                        r.view(),
                        "shown",
                        r.shown(),
                        "folded",
                        r.folded(),
                        "height",
                        r.height(),
                        "options",
                        r.options().asMap()))
            .toList());
    map.put("placed", placed.stream().map(Place::coordinates).toArray(double[][]::new));
    map.put("t", t);
    return map;
  }
}
