package monge.solver.gromov;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import monge.cost.Geometry;
import monge.diagnostics.MarginalError;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.problem.LinearProblem;
import monge.solver.Convergence;
import monge.solver.Cure;
import monge.solver.LocalMinimum;
import monge.solver.Objective;
import monge.solver.PlanSolution;
import monge.solver.Progress;
import monge.solver.Status;
import monge.solver.TracePoint;

/**
 * Conditional gradient from several starts: keeps the best plan and remembers every local minimum.
 * Of equal values the earlier start's plan stays.
 */
final class LocalSearch {

  /** Values that differ by less, relative to the scale of the objective, are one minimum. */
  private static final double SAME = 1e-9;

  /** What a descent begins at. */
  enum Origin {
    /** {@code ab'}. */
    PRODUCT,
    /** The plan that {@link Landmarks} suggest. */
    LANDMARKS,
    /** A plan; {@code ab'} if it cannot be made. */
    PLAN
  }

  /** A start: its name, and where it is; the plan is asked for if that is a plan. */
  record Beginning(String name, Origin origin, Supplier<Optional<Coupling>> plan) {
    Beginning(String name, Supplier<Optional<Coupling>> plan) {
      this(name, Origin.PLAN, plan);
    }

    Beginning(String name, Origin origin) {
      this(name, origin, Optional::empty);
    }
  }

  private final LinearProblem problem;
  private final String solver;
  private final ParameterValues values;
  private final Progress progress;
  private final Structures structures;
  private final LinearStep step;
  private final double alpha;
  private final Optional<Geometry> features;
  private final double[] productTarget;

  private final List<LocalMinimum> found = new ArrayList<>();
  private Optional<Coupling> best = Optional.empty();
  private double bestValue = Double.POSITIVE_INFINITY;
  private double bestEnergy;
  private double bestLinear;
  private double bestSlope;
  private ConditionalGradient.End bestEnd = ConditionalGradient.End.CANCELLED;
  private int iterations;

  /**
   * @param alpha weight of the energy
   * @param features M, if {@code <M,P>} is part of the objective
   * @param productTarget b of the start {@code ab'}
   */
  LocalSearch(
      LinearProblem problem,
      String solver,
      ParameterValues values,
      Progress progress,
      Structures structures,
      LinearStep step,
      double alpha,
      Optional<Geometry> features,
      double[] productTarget) {
    this.problem = problem;
    this.solver = solver;
    this.values = values;
    this.progress = progress;
    this.structures = structures;
    this.step = step;
    this.alpha = alpha;
    this.features = features;
    this.productTarget = productTarget;
  }

  PlanSolution solve(List<Beginning> beginnings) {
    int tried = 0;
    boolean cancelled = false;
    try {
      ConditionalGradient descent =
          new ConditionalGradient(
              structures.energy(progress::isCancelled),
              step,
              features,
              alpha,
              problem.source().mass(),
              progress::isCancelled);
      for (Beginning beginning : beginnings) {
        cancelled = descend(descent, beginning);
        if (cancelled) {
          break;
        }
        tried++;
        progress.fraction(tried / (double) beginnings.size());
      }
    } catch (CancellationException _) {
      cancelled = true;
    }
    if (best.isEmpty()) {
      keepProduct();
    }
    return answer(tried, beginnings.size(), cancelled);
  }

  /** Whether the solve was stopped. */
  private boolean descend(ConditionalGradient descent, Beginning beginning) {
    Optional<Coupling> start = beginning.plan().get();
    if (start.isPresent()) {
      descent.begin(start.get());
    } else if (beginning.origin() == Origin.LANDMARKS) {
      descent.beginAtLandmarks(structures.sourceWeights(), productTarget);
    } else {
      descent.beginAtProduct(structures.sourceWeights(), productTarget);
    }
    ConditionalGradient.End end =
        descent.descend(
            values.whole(Parameters.MAX_ITERATIONS),
            values.real(Parameters.TOLERANCE),
            moved -> report(descent, moved));
    keep(beginning.name(), descent, end);
    return end == ConditionalGradient.End.CANCELLED;
  }

  private void report(ConditionalGradient descent, double moved) {
    iterations++;
    progress.report(
        new TracePoint(iterations, descent.value(), 0, Double.NaN, moved),
        () -> structures.coupling(descent.plan()));
  }

  private void keep(String name, ConditionalGradient descent, ConditionalGradient.End end) {
    double energy = descent.energyValue();
    double linear = descent.linearValue();
    double value = alpha * energy + (1 - alpha) * linear;
    if (end != ConditionalGradient.End.CANCELLED) {
      double same = SAME * descent.scale();
      if (found.stream().noneMatch(other -> Math.abs(other.value() - value) <= same)) {
        found.add(new LocalMinimum(name, value));
      }
    }
    if (value < bestValue - 1e-14 * descent.scale()) {
      bestValue = value;
      bestEnergy = energy;
      bestLinear = linear;
      bestSlope = descent.relativeSlope();
      bestEnd = end;
      best = Optional.of(descent.plan());
    }
  }

  /** The answer of a solve that was stopped before its first descent. */
  private void keepProduct() {
    double[] a = structures.sourceWeights();
    bestEnergy = structures.productEnergy(productTarget);
    bestLinear = features.map(m -> m.productCost(a, productTarget)).orElse(0.0);
    bestValue = alpha * bestEnergy + (1 - alpha) * bestLinear;
    best = Optional.of(StartPlan.product(a, productTarget).coupling());
  }

  private PlanSolution answer(int tried, int wanted, boolean cancelled) {
    Coupling plan = structures.coupling(best.orElseThrow());
    Map<String, Double> terms = new LinkedHashMap<>();
    terms.put("objective", bestValue);
    if (features.isPresent()) {
      terms.put("gromov", bestEnergy);
      terms.put("linear", bestLinear);
    }
    PlanSolution solution =
        new PlanSolution(
            problem,
            solver,
            values,
            plan,
            Optional.empty(),
            new Objective(terms, OptionalDouble.empty(), OptionalDouble.empty()),
            convergence(plan, tried, wanted, cancelled));
    // A single start has found one minimum: there is nothing to list.
    found.sort(Comparator.comparingDouble(LocalMinimum::value));
    return wanted > 1 ? solution.withMinima(found) : solution;
  }

  private Convergence convergence(Coupling plan, int tried, int wanted, boolean cancelled) {
    MarginalError error = MarginalError.of(plan, problem);
    boolean stationary = bestEnd == ConditionalGradient.End.STATIONARY;
    Status status =
        cancelled ? Status.CANCELLED : stationary ? Status.CONVERGED : Status.ITERATION_LIMIT;
    String reason =
        switch (status) {
          case CANCELLED ->
              "stopped after %d iterations, in start %d of %d"
                  .formatted(iterations, tried + 1, wanted);
          case CONVERGED ->
              String.format(
                  Locale.ROOT,
                  "a local minimum: no direction descends faster than %.1e of the scale, limit"
                      + " %.0e%s",
                  Math.max(0, bestSlope),
                  values.real(Parameters.TOLERANCE),
                  wanted == 1
                      ? "; one start, another may end lower"
                      : "; the best of %d starts, which end at %d different values"
                          .formatted(wanted, found.size()));
          default ->
              String.format(
                  Locale.ROOT,
                  "after %d iterations a direction still descends by %.1e of the scale, limit %.0e",
                  values.whole(Parameters.MAX_ITERATIONS),
                  bestSlope,
                  values.real(Parameters.TOLERANCE));
        };
    return progress.finish(
        status,
        iterations,
        "iterations",
        reason,
        error.source(),
        error.target(),
        status == Status.ITERATION_LIMIT ? Optional.of(cure()) : Optional.empty());
  }

  private Cure cure() {
    int more = (int) Math.min(1_000_000, 4L * values.whole(Parameters.MAX_ITERATIONS));
    return new Cure(
        "Where distances are not Euclidean the last digits come slowly: allow more iterations, or a"
            + " larger tolerance.",
        "Allow %d iterations".formatted(more),
        Map.of(Parameters.MAX_ITERATIONS, more));
  }
}
