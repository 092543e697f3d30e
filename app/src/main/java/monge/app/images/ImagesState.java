package monge.app.images;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monge.app.workspace.WorkspaceState;
import monge.image.ColorSpace;
import monge.image.Extension;
import monge.parameter.ParameterValues;

/**
 * Everything a person made in the Images workspace.
 *
 * @param name what is open, such as {@code valley-sunset}
 * @param fit how palettes are drawn
 * @param runs the methods, from left to right
 * @param inspected the id of the run that is shown and inspected
 * @param nextId the id of the next run that is added
 */
record ImagesState(
    String name,
    Optional<OpenPicture> source,
    Optional<OpenPicture> target,
    Fit fit,
    List<Run> runs,
    int inspected,
    int nextId)
    implements WorkspaceState {

  /**
   * How palettes are drawn from both pictures.
   *
   * @param colours palette colours a picture
   */
  record Fit(ColorSpace space, int colours, int seed) {}

  /**
   * A method: a solver with its settings, and how its map reaches every colour.
   *
   * @param bandwidth kernel width of {@link Extension#CONDITIONAL}
   */
  record Run(
      int id, String solver, ParameterValues parameters, Extension extension, double bandwidth) {

    Run numbered(int newId) {
      return new Run(newId, solver, parameters, extension, bandwidth);
    }

    Run with(ParameterValues now) {
      return new Run(id, solver, now, extension, bandwidth);
    }

    Run with(Extension now, double width) {
      return new Run(id, solver, parameters, now, width);
    }
  }

  static final ImagesState EMPTY =
      new ImagesState(
          "",
          Optional.empty(),
          Optional.empty(),
          new Fit(ColorSpace.OKLAB, 256, 1),
          List.of(),
          0,
          1);

  ImagesState {
    runs = List.copyOf(runs);
  }

  @Override
  public String kind() {
    return "images";
  }

  ImagesState withPictures(
      String newName, Optional<OpenPicture> newSource, Optional<OpenPicture> newTarget) {
    return new ImagesState(newName, newSource, newTarget, fit, runs, inspected, nextId);
  }

  ImagesState withFit(Fit now) {
    return new ImagesState(name, source, target, now, runs, inspected, nextId);
  }

  ImagesState withInspected(int id) {
    return new ImagesState(name, source, target, fit, runs, id, nextId);
  }

  private ImagesState withRuns(List<Run> now, int newInspected, int newNextId) {
    return new ImagesState(name, source, target, fit, now, newInspected, newNextId);
  }

  /** Other runs, numbered anew, the first inspected. */
  ImagesState withOnly(List<Run> others) {
    List<Run> numbered = new ArrayList<>();
    int next = nextId;
    for (Run run : others) {
      numbered.add(run.numbered(next++));
    }
    return withRuns(numbered, numbered.isEmpty() ? 0 : numbered.getFirst().id(), next);
  }

  /** One more run after that of the index, inspected. */
  ImagesState withRunAdded(int index, Run run) {
    List<Run> more = new ArrayList<>(runs);
    more.add(index, run.numbered(nextId));
    return withRuns(more, nextId, nextId + 1);
  }

  /** One run less; its neighbour is inspected. */
  ImagesState withRunRemoved(int id) {
    int index = indexOf(id);
    List<Run> fewer = new ArrayList<>(runs);
    fewer.remove(index);
    int now =
        inspected != id || fewer.isEmpty()
            ? inspected
            : fewer.get(Math.min(index, fewer.size() - 1)).id();
    return withRuns(fewer, now, nextId);
  }

  /** A run moved by some places; no further than the end. */
  ImagesState withRunMoved(int id, int by) {
    int index = indexOf(id);
    List<Run> moved = new ArrayList<>(runs);
    Run run = moved.remove(index);
    moved.add(Math.clamp(index + by, 0, moved.size()), run);
    return withRuns(moved, inspected, nextId);
  }

  /** A run changed. */
  ImagesState withRun(Run changed) {
    return withRuns(
        runs.stream().map(run -> run.id() == changed.id() ? changed : run).toList(),
        inspected,
        nextId);
  }

  Optional<Run> run(int id) {
    return runs.stream().filter(r -> r.id() == id).findFirst();
  }

  int indexOf(int id) {
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
    source.ifPresent(picture -> map.put("source", picture.place()));
    target.ifPresent(picture -> map.put("target", picture.place()));
    map.put("space", fit.space().id());
    map.put("colors", fit.colours());
    map.put("seed", fit.seed());
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
                        "params",
                        r.parameters().asMap(),
                        "map",
                        r.extension().id(),
                        "bandwidth",
                        r.bandwidth()))
            .toList());
    map.put("inspected", inspected);
    return map;
  }
}
