package monge.solver.entropic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import monge.cost.DenseGeometry;
import monge.cost.Geometry;
import monge.cost.PointCloudGeometry;
import monge.diagnostics.MarginalError;
import monge.measure.DiscreteMeasure;
import monge.numeric.Parallel;
import monge.parameter.ParameterValues;
import monge.plan.DenseCoupling;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;
import monge.solver.CommonParameters;
import monge.solver.Convergence;
import monge.solver.LinearProblems;
import monge.solver.Objective;
import monge.solver.PlanSolution;
import monge.solver.PointField;
import monge.solver.Progress;
import monge.solver.Solution;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.Start;
import monge.solver.Status;
import monge.solver.TracePoint;

/**
 * Entropic transport from one source to every class of target points: {@code P = sum_c w_c P_c}
 * with w_c the share of class c and P_c Sinkhorn's plan from a to the class alone. Classes of the
 * same points, which differ in weights only, are solved at once by {@link BatchedSinkhorn}, others
 * one after the other.
 */
record ClasswiseSinkhorn(ParameterValues parameters) implements Solver {

  /**
   * A class as a target of its own.
   *
   * @param columns its points of positive weight
   * @param share of the target's mass
   */
  private record Part(int label, int[] columns, double share, LinearProblem problem) {}

  @Override
  public Solution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    LinearProblem whole =
        LinearProblems.require(ClasswiseSinkhornProvider.refusalOf(problem), problem);
    Progress progress = new Progress(monitor);
    List<Part> parts = parts(whole);
    List<PlanSolution> answers =
        haveSamePoints(parts) ? atOnce(parts, progress) : oneByOne(parts, progress);
    return joined(whole, parts, answers, progress);
  }

  private static List<Part> parts(LinearProblem whole) {
    DiscreteMeasure target = whole.target();
    int[] labels = target.labels().orElseThrow();
    SortedMap<Integer, List<Integer>> members = new TreeMap<>();
    for (int j = 0; j < labels.length; j++) {
      if (target.weight(j) > 0) {
        members.computeIfAbsent(labels[j], _ -> new ArrayList<>()).add(j);
      }
    }
    List<Part> parts = new ArrayList<>();
    members.forEach(
        (label, list) -> {
          int[] columns = list.stream().mapToInt(Integer::intValue).toArray();
          DiscreteMeasure some = target.restrictedTo(columns);
          double share = some.mass() / target.mass();
          double[] weights = Arrays.stream(some.weights()).map(w -> w / share).toArray();
          parts.add(
              new Part(label, columns, share, between(whole, some.withWeights(weights), columns)));
        });
    return parts;
  }

  private static LinearProblem between(LinearProblem whole, DiscreteMeasure part, int[] columns) {
    Geometry geometry = whole.requireGeometry();
    if (geometry instanceof PointCloudGeometry cloud) {
      return LinearProblem.between(whole.source(), part, cloud.costFunction());
    }
    double[] row = new double[whole.columns()];
    double[][] costs = new double[whole.rows()][];
    for (int i = 0; i < costs.length; i++) {
      geometry.row(i, row);
      costs[i] = Arrays.stream(columns).mapToDouble(j -> row[j]).toArray();
    }
    return LinearProblem.of(whole.source(), part, DenseGeometry.of(costs));
  }

  private static boolean haveSamePoints(List<Part> parts) {
    DiscreteMeasure first = parts.getFirst().problem().target();
    return parts.size() > 1
        && first.dimension() > 0
        && parts.stream()
            .allMatch(p -> Arrays.deepEquals(first.points(), p.problem().target().points()));
  }

  private ParameterValues settings() {
    ParameterValues settings = new SinkhornProvider().defaults();
    for (String key : ClasswiseSinkhornProvider.SETTINGS) {
      settings =
          key.equals(CommonParameters.MAX_ITERATIONS)
              ? settings.with(key, parameters.whole(key))
              : settings.with(key, parameters.real(key));
    }
    return settings;
  }

  private List<PlanSolution> atOnce(List<Part> parts, Progress progress) {
    double[][] targets =
        parts.stream().map(p -> p.problem().target().weights()).toArray(double[][]::new);
    return new BatchedSinkhorn(settings())
        .solve(parts.getFirst().problem(), targets, SolveMonitor.stoppedBy(progress::isCancelled))
        .each();
  }

  private List<PlanSolution> oneByOne(List<Part> parts, Progress progress) {
    Solver sinkhorn = new SinkhornProvider().create(settings());
    List<PlanSolution> answers = new ArrayList<>();
    for (Part part : parts) {
      answers.add(
          (PlanSolution)
              sinkhorn.solve(
                  part.problem(), Start.COLD, SolveMonitor.stoppedBy(progress::isCancelled)));
      progress.fraction(answers.size() / (double) parts.size());
    }
    return answers;
  }

  private PlanSolution joined(
      LinearProblem whole, List<Part> parts, List<PlanSolution> answers, Progress progress) {
    double[] costOfClass = new double[whole.columns()];
    Arrays.fill(costOfClass, Double.NaN);
    for (int k = 0; k < parts.size(); k++) {
      for (int j : parts.get(k).columns()) {
        costOfClass[j] = answers.get(k).objective().value();
      }
    }
    DenseCoupling coupling = DenseCoupling.owning(plan(whole, parts, answers));
    MarginalError error =
        MarginalError.of(coupling, whole.source().weights(), whole.target().weights());
    Objective objective = objective(parts, answers);
    int iterations = answers.stream().mapToInt(s -> s.convergence().iterations()).sum();
    progress.report(
        new TracePoint(
            Math.max(1, iterations),
            objective.value(),
            error.total(),
            objective.gap().orElse(Double.NaN),
            Double.NaN),
        () -> coupling);
    Optional<PlanSolution> unfinished =
        answers.stream().filter(s -> !s.convergence().status().isSuccess()).findFirst();
    return new PlanSolution(
            whole,
            ClasswiseSinkhornProvider.ID,
            parameters,
            coupling,
            Optional.empty(),
            objective,
            progress.finish(
                unfinished.map(s -> s.convergence().status()).orElse(Status.CONVERGED),
                iterations,
                "iterations",
                reason(parts, answers, unfinished),
                error.source(),
                error.target(),
                unfinished.flatMap(s -> s.convergence().cure())))
        .withFields(
            List.of(
                PointField.ofTarget(
                    "cost_of_class", "Cost of reaching its class", "cost", costOfClass)));
  }

  /** The plans of the classes, each in its columns. */
  private static double[][] plan(
      LinearProblem whole, List<Part> parts, List<PlanSolution> answers) {
    double[][] plan = new double[whole.rows()][];
    Parallel.ranges(
        plan.length,
        Parallel.parts(plan.length, 1 + 40_000 / whole.columns()),
        (_, from, to) -> {
          for (int i = from; i < to; i++) {
            plan[i] = new double[whole.columns()];
            for (int k = 0; k < parts.size(); k++) {
              int[] columns = parts.get(k).columns();
              double[] row = new double[columns.length];
              answers.get(k).coupling().row(i, row);
              for (int j = 0; j < columns.length; j++) {
                plan[i][columns[j]] += parts.get(k).share() * row[j];
              }
            }
          }
        });
    return plan;
  }

  /** Values of the whole plan, with the entropy of the shares, and the cost of each class. */
  private Objective objective(List<Part> parts, List<PlanSolution> answers) {
    double mass = parts.getFirst().problem().source().mass();
    double eps = parameters.real(CommonParameters.REG);
    double mixing = parts.stream().mapToDouble(p -> p.share() * Math.log(p.share())).sum();
    Map<String, Double> terms = new LinkedHashMap<>();
    terms.put("objective", mean(parts, answers, s -> s.objective().value()));
    terms.put(
        "objective_entropic",
        mean(parts, answers, s -> s.objective().term("objective_entropic")) + eps * mass * mixing);
    terms.put("objective_kl", mean(parts, answers, s -> s.objective().term("objective_kl")));
    for (int k = 0; k < parts.size(); k++) {
      terms.put("objective_of_class_" + parts.get(k).label(), answers.get(k).objective().value());
    }
    Objective objective = new Objective(terms, OptionalDouble.empty(), OptionalDouble.empty());
    return answers.stream().allMatch(s -> s.objective().gap().isPresent())
        ? objective.withDual(
            mean(parts, answers, s -> s.objective().dual().orElseThrow()) + eps * mass * mixing,
            mean(parts, answers, s -> s.objective().gap().orElseThrow()))
        : objective;
  }

  private static double mean(
      List<Part> parts, List<PlanSolution> answers, ToDoubleFunction<PlanSolution> value) {
    return IntStream.range(0, parts.size())
        .mapToDouble(k -> parts.get(k).share() * value.applyAsDouble(answers.get(k)))
        .sum();
  }

  private static String reason(
      List<Part> parts, List<PlanSolution> answers, Optional<PlanSolution> unfinished) {
    if (unfinished.isPresent()) {
      int k = answers.indexOf(unfinished.get());
      return "class %d of %d, label %d: %s"
          .formatted(
              k + 1, parts.size(), parts.get(k).label(), unfinished.get().convergence().reason());
    }
    Convergence worst =
        answers.stream()
            .map(PlanSolution::convergence)
            .reduce((s, t) -> s.marginalError() >= t.marginalError() ? s : t)
            .orElseThrow();
    return "%d %s, the last to settle: %s"
        .formatted(parts.size(), parts.size() == 1 ? "class" : "classes", worst.reason());
  }
}
