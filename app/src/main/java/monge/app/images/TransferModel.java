package monge.app.images;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import monge.app.frame.Desk;
import monge.app.frame.Strings;
import monge.app.images.ImagesState.Fit;
import monge.app.images.ImagesState.Run;
import monge.app.workspace.Workspace;
import monge.cost.CostFunction;
import monge.image.Extension;
import monge.measure.DiscreteMeasure;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.solver.Capability;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.SolverProvider;

/** What the parts of the Images workspace share: the state, and the methods that follow it. */
final class TransferModel {

  private static final double BANDWIDTH = 0.2;

  /** Softness of a new entropic method, as a share of the largest cost. */
  private static final double SOFTNESS = 0.01;

  private final Desk desk;
  private final Workspace<ImagesState> workspace = new Workspace<>(ImagesState.EMPTY);
  private final Palettes.Source palettes = new Palettes.Source();
  private final Map<Integer, TransferRun> models = new LinkedHashMap<>();
  private final ReadOnlyObjectWrapper<List<TransferRun>> runs =
      new ReadOnlyObjectWrapper<>(List.of());

  /** A few colours, to ask solvers whether they take such. */
  private static final LinearProblem COLOURS =
      LinearProblem.between(
          DiscreteMeasure.uniform(new double[][] {{0, 0, 0}, {1, 0, 0}, {0, 1, 1}}),
          DiscreteMeasure.uniform(new double[][] {{0, 0, 1}, {1, 1, 0}, {0, 1, 0}, {1, 1, 1}}),
          new CostFunction.SquaredEuclidean());

  TransferModel(Desk desk) {
    this.desk = desk;
    workspace.stateProperty().addListener((_, _, now) -> follow(now));
  }

  Desk desk() {
    return desk;
  }

  Palettes.Source palettes() {
    return palettes;
  }

  Workspace<ImagesState> workspace() {
    return workspace;
  }

  ImagesState state() {
    return workspace.state();
  }

  ReadOnlyObjectProperty<ImagesState> stateProperty() {
    return workspace.stateProperty();
  }

  /** The methods in the order of their thumbs. */
  ReadOnlyObjectProperty<List<TransferRun>> runs() {
    return runs.getReadOnlyProperty();
  }

  /** The method that is shown and inspected, if there is any. */
  Optional<TransferRun> inspected() {
    return Optional.ofNullable(models.get(state().inspected()));
  }

  /** Called every frame. */
  void frame() {
    boolean live = desk.live().get();
    for (TransferRun run : runs.get()) {
      run.frame(live);
    }
  }

  void requestAll() {
    runs.get().forEach(TransferRun::request);
  }

  /** Shows two pictures with these methods, or with those there are if none are given. */
  void open(String name, OpenPicture source, OpenPicture target, List<Run> methods) {
    UnaryOperator<ImagesState> opened =
        s -> {
          ImagesState now = s.withPictures(name, Optional.of(source), Optional.of(target));
          return methods.isEmpty() ? now : firstPlanShown(now.withOnly(methods));
        };
    if (state().name().isEmpty()) {
      // Nothing was open that one could go back to.
      workspace.look(opened);
    } else {
      workspace.change(Strings.of("change.open", name), opened);
    }
  }

  /** Shows the first method that has a plan to look at. */
  private ImagesState firstPlanShown(ImagesState state) {
    return state.runs().stream()
        .filter(
            run -> !desk.solvers().require(run.solver()).descriptor().can(Capability.AFFINE_MAP))
        .findFirst()
        .map(run -> state.withInspected(run.id()))
        .orElse(state);
  }

  void openSource(OpenPicture picture) {
    workspace.change(
        Strings.of("change.open-source"),
        s -> s.withPictures(picture.name(), Optional.of(picture), s.target()));
  }

  void openTarget(OpenPicture picture) {
    workspace.change(
        Strings.of("change.open-target"),
        s -> s.withPictures(s.name(), s.source(), Optional.of(picture)));
  }

  void setFit(Fit fit) {
    workspace.move(Strings.of("change.change-palettes"), s -> s.withFit(fit));
  }

  void inspect(int id) {
    workspace.look(s -> s.withInspected(id));
  }

  void change(Run run) {
    workspace.move(Strings.of("change.change-settings"), s -> s.withRun(run));
  }

  void remove(int id) {
    workspace.change(Strings.of("change.remove-method"), s -> s.withRunRemoved(id));
  }

  void move(int id, int by) {
    workspace.change(Strings.of("change.move-method"), s -> s.withRunMoved(id, by));
  }

  void duplicate(int id) {
    workspace.change(
        Strings.of("change.duplicate-method"),
        s -> s.withRunAdded(s.indexOf(id) + 1, s.run(id).orElseThrow()));
  }

  void add(SolverProvider provider) {
    workspace.change(
        Strings.of("change.add", provider.descriptor().name()),
        s -> s.withRunAdded(s.runs().size(), method(provider, Map.of(), drawn())));
  }

  /** Applies the changes a solver proposed. */
  void applyCure(TransferRun run) {
    run.status()
        .get()
        .cure()
        .filter(cure -> !cure.changes().isEmpty())
        .ifPresent(cure -> change(run.run().with(run.run().parameters().withAll(cure.changes()))));
  }

  /** A method for pictures yet to be opened, at its defaults but for the settings given. */
  Run method(SolverProvider provider, Map<String, Object> settings) {
    return method(provider, settings, Optional.empty());
  }

  /** The palettes of the pictures that are open, if they have been drawn. */
  private Optional<Palettes> drawn() {
    ImagesState now = state();
    return now.source()
        .flatMap(from -> now.target().flatMap(to -> palettes.known(from, to, now.fit())));
  }

  private Run method(
      SolverProvider provider, Map<String, Object> settings, Optional<Palettes> drawn) {
    SolverDescriptor descriptor = provider.descriptor();
    ParameterValues values = provider.defaults().withAll(settings);
    if (!settings.containsKey("reg") && hasSoftness(descriptor)) {
      // Colour spaces differ by orders of magnitude: a fixed softness would suit none of them.
      double largest =
          drawn
              .map(p -> p.problem().requireGeometry().largestMagnitude())
              .orElseGet(this::extentOfSpace);
      if (largest > 0) {
        values = values.with("reg", twoDigits(SOFTNESS * largest));
      }
    }
    return new Run(0, descriptor.id(), values, extensions(descriptor).getFirst(), BANDWIDTH);
  }

  /** The extensions a solver's answers allow, the most natural first. */
  static List<Extension> extensions(SolverDescriptor descriptor) {
    if (descriptor.can(Capability.AFFINE_MAP)) {
      return List.of(Extension.AFFINE);
    }
    return descriptor.can(Capability.POTENTIALS) && hasSoftness(descriptor)
        ? List.of(Extension.ENTROPIC, Extension.NEAREST, Extension.CONDITIONAL)
        : List.of(Extension.NEAREST, Extension.CONDITIONAL);
  }

  /** Why a solver cannot carry colours to colours; empty if it can. */
  static Optional<String> refusal(SolverProvider provider) {
    SolverDescriptor descriptor = provider.descriptor();
    boolean valueAlone =
        descriptor.family() == SolverFamily.DIVERGENCE && !descriptor.can(Capability.BALANCED);
    return valueAlone
        ? Optional.of(Strings.of("images.no-map", descriptor.name()))
        : provider.refusal(COLOURS);
  }

  private static boolean hasSoftness(SolverDescriptor descriptor) {
    return descriptor.parameters().stream()
        .anyMatch(
            spec ->
                spec instanceof ParameterSpec.Real real
                    && real.key().equals("reg")
                    && real.unit().equals("unit of cost"));
  }

  /** The squared diagonal of the working space's gamut. */
  private double extentOfSpace() {
    double[][] box = state().fit().space().gamutBox();
    double sum = 0;
    for (int k = 0; k < 3; k++) {
      sum += (box[1][k] - box[0][k]) * (box[1][k] - box[0][k]);
    }
    return sum;
  }

  private static double twoDigits(double x) {
    double unit = Math.pow(10, Math.floor(Math.log10(x)) - 1);
    return Math.rint(x / unit) * unit;
  }

  private void follow(ImagesState now) {
    models
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = now.run(entry.getKey()).isEmpty();
              if (gone) {
                entry.getValue().close();
              }
              return gone;
            });
    List<TransferRun> ordered = new ArrayList<>();
    for (Run run : now.runs()) {
      TransferRun model =
          models.computeIfAbsent(
              run.id(),
              _ ->
                  new TransferRun(
                      desk.solvers().require(run.solver()), desk.tasks(), palettes, run));
      model.want(now, run);
      ordered.add(model);
    }
    if (!ordered.equals(runs.get())) {
      runs.set(List.copyOf(ordered));
    }
  }
}
