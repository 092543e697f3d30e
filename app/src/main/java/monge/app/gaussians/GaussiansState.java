package monge.app.gaussians;

import java.util.LinkedHashMap;
import java.util.Map;
import monge.app.workspace.WorkspaceState;
import monge.measure.DiscreteMeasure;
import monge.measure.GaussianMeasure;
import monge.views.gaussian.GaussianScene;

/**
 * What a person made in the Gaussians workspace.
 *
 * @param name of what is open
 * @param samples how many draws of each Gaussian there are
 * @param seed of the draws
 * @param showSamples whether the draws are drawn; they are compared in any case
 */
record GaussiansState(
    String name,
    GaussianMeasure source,
    GaussianMeasure target,
    int samples,
    int seed,
    boolean showSamples,
    boolean showArrows,
    boolean showBetween,
    boolean showStretches)
    implements WorkspaceState {

  static final int LEAST_SAMPLES = 3;

  /** So many draws are still matched exactly in about a second. */
  static final int MOST_SAMPLES = 2000;

  static GaussiansState of(String name, GaussianMeasure source, GaussianMeasure target) {
    return new GaussiansState(name, source, target, 160, 11, true, true, true, false);
  }

  /** Another pair, shown in the same way. */
  GaussiansState opened(String newName, GaussianMeasure newSource, GaussianMeasure newTarget) {
    return new GaussiansState(
        newName,
        newSource,
        newTarget,
        samples,
        seed,
        showSamples,
        showArrows,
        showBetween,
        showStretches);
  }

  GaussianMeasure side(Side side) {
    return side == Side.SOURCE ? source : target;
  }

  GaussiansState withSide(Side side, GaussianMeasure gaussian) {
    return side == Side.SOURCE ? opened(name, gaussian, target) : opened(name, source, gaussian);
  }

  GaussiansState swapped() {
    return opened(name, target, source);
  }

  GaussiansState withSamples(int count, int newSeed) {
    return new GaussiansState(
        name, source, target, count, newSeed, showSamples, showArrows, showBetween, showStretches);
  }

  GaussiansState showing(boolean draws, boolean arrows, boolean between, boolean stretches) {
    return new GaussiansState(
        name, source, target, samples, seed, draws, arrows, between, stretches);
  }

  /** As many points of the source as there are samples. */
  DiscreteMeasure sourceDraws() {
    return GaussianScene.draws(source, samples, 2L * seed);
  }

  DiscreteMeasure targetDraws() {
    return GaussianScene.draws(target, samples, 2L * seed + 1);
  }

  /** Whether another state's draws are the same points. */
  boolean drawsAs(GaussiansState other) {
    return source.equals(other.source)
        && target.equals(other.target)
        && samples == other.samples
        && seed == other.seed;
  }

  @Override
  public String kind() {
    return "gaussians";
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", name);
    map.put("mean1", source.mean());
    map.put("cov1", source.covariance());
    map.put("mean2", target.mean());
    map.put("cov2", target.covariance());
    map.put("samples", samples);
    map.put("seed", seed);
    map.put("show_samples", showSamples);
    map.put("show_arrows", showArrows);
    map.put("show_between", showBetween);
    map.put("show_stretches", showStretches);
    return map;
  }
}
