package monge.app.gaussians;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import monge.app.frame.Desk;
import monge.app.frame.Strings;
import monge.app.workspace.Workspace;
import monge.measure.GaussianMeasure;
import monge.solver.AffineSolution;
import monge.views.gaussian.Distances;
import monge.views.gaussian.GaussianOptions;
import monge.views.gaussian.GaussianScene;

/**
 * What the parts of the Gaussians workspace share. The map is a closed form of two 2×2 matrices and
 * is computed at once, also while a handle is pulled; only the draws' exact transport is left to a
 * background thread.
 */
final class GaussiansModel {

  private final Desk desk;
  private final ClosedForm closedForm;
  private final Workspace<GaussiansState> workspace;
  private final DrawnDistances draws;
  private final List<Runnable> changed = new ArrayList<>();
  private final List<Runnable> estimated = new ArrayList<>();
  private AffineSolution answer;
  private GaussianScene scene;
  private GaussianOptions options;
  private final ReadOnlyBooleanWrapper active = new ReadOnlyBooleanWrapper(false);

  GaussiansModel(Desk desk, GaussiansState first) {
    this.desk = desk;
    closedForm = new ClosedForm(desk.solvers());
    workspace = new Workspace<>(first);
    answer = closedForm.between(first.source(), first.target());
    scene = GaussianScene.of(answer);
    options = options(scene, first);
    draws =
        new DrawnDistances(
            desk, closedForm, workspace::state, () -> estimated.forEach(Runnable::run));
    workspace.stateProperty().addListener((_, before, now) -> follow(before, now));
    desk.live().addListener((_, _, _) -> followLive());
  }

  Desk desk() {
    return desk;
  }

  ClosedForm closedForm() {
    return closedForm;
  }

  Workspace<GaussiansState> workspace() {
    return workspace;
  }

  GaussiansState state() {
    return workspace.state();
  }

  AffineSolution answer() {
    return answer;
  }

  GaussianScene scene() {
    return scene;
  }

  GaussianOptions options() {
    return options;
  }

  /** The distance three ways. */
  Distances distances() {
    return new Distances(
        answer.objective().value(),
        draws.fitted(),
        draws.exact(),
        state().samples(),
        draws.isStale());
  }

  /** Called when the state and its answer have changed. */
  void onChange(Runnable listener) {
    changed.add(listener);
  }

  /** Called when something new is known about the draws. */
  void onEstimate(Runnable listener) {
    estimated.add(listener);
  }

  /** Whether the workspace is in front. */
  ReadOnlyBooleanProperty active() {
    return active.getReadOnlyProperty();
  }

  /** The workspace came to the front or left it; what draws say is asked only in front. */
  void setActive(boolean now) {
    active.set(now);
    if (now && draws.isEmpty()) {
      draws.ask();
    }
    followLive();
  }

  boolean isSettled() {
    return !draws.isBusy();
  }

  void open(String name, String words, GaussianMeasure source, GaussianMeasure target) {
    workspace.change(Strings.of("gaussians.open", words), s -> s.opened(name, source, target));
    if (!desk.live().get()) {
      run();
    }
  }

  /** Solves the draws anew. */
  void run() {
    draws.forget();
    if (active.get()) {
      draws.ask();
    }
    estimated.forEach(Runnable::run);
  }

  void change(String words, UnaryOperator<GaussiansState> change) {
    workspace.move(words, change);
  }

  void swap() {
    change(Strings.of("gaussians.swap"), GaussiansState::swapped);
  }

  private void follow(GaussiansState before, GaussiansState now) {
    if (!now.source().equals(before.source()) || !now.target().equals(before.target())) {
      answer = closedForm.between(now.source(), now.target());
      scene = GaussianScene.of(answer);
    }
    options = options(scene, now);
    changed.forEach(Runnable::run);
    followLive();
  }

  private void followLive() {
    if (active.get() && desk.live().get()) {
      draws.ask();
    }
  }

  private static GaussianOptions options(GaussianScene scene, GaussiansState state) {
    boolean shown = state.showSamples();
    return new GaussianOptions(
        shown ? Optional.of(state.sourceDraws()) : Optional.empty(),
        shown ? Optional.of(state.targetDraws()) : Optional.empty(),
        state.showArrows(),
        state.showBetween(),
        state.showStretches(),
        true);
  }
}
