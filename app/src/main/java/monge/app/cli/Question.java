package monge.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import monge.app.io.InputException;
import monge.app.io.ProblemFile;
import monge.parameter.ParameterException;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;
import monge.solver.Convergence;
import monge.solver.Cure;
import monge.solver.Evaluation;
import monge.solver.InfeasibleProblemException;
import monge.solver.Solution;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import monge.solver.Start;
import monge.solver.Status;

/** A problem, the solver it is for and the solver's settings: all that a solve needs. */
final class Question {

  private final ProblemDescription description;
  private final String solver;
  private final Map<String, String> options;
  private final Function<Complaint, InputException> complaints;

  /** Something wrong with one member of the problem, such as {@code params.reg}. */
  private record Complaint(String member, String sentence) {}

  private Question(
      ProblemDescription description,
      String solver,
      Map<String, String> options,
      Function<Complaint, InputException> complaints) {
    this.description = description;
    this.solver = solver;
    this.options = Map.copyOf(options);
    this.complaints = complaints;
  }

  /**
   * @param solver the solver asked for on the command line; otherwise the file's own
   * @param options settings from the command line; they win over the file's
   */
  static Question of(ProblemFile file, Optional<String> solver, Map<String, String> options) {
    String id =
        solver
            .or(file.description()::solver)
            .orElseThrow(
                () ->
                    file.complaint(
                        "solver", "the problem names no 'solver', expected one; or give --solver"));
    return new Question(
        file.description(), id, options, c -> file.complaint(c.member(), c.sentence()));
  }

  /** A problem that comes from no file of its own. */
  static Question of(ProblemDescription description, String solver, Map<String, String> options) {
    return new Question(description, solver, options, c -> new InputException(c.sentence()));
  }

  ProblemDescription description() {
    return description;
  }

  String solver() {
    return solver;
  }

  /**
   * Solves or evaluates.
   *
   * @throws InputException if the solver, a setting or the problem is refused
   */
  Answer answer(SolverRegistry registry, SolveMonitor monitor) {
    return timed(registry, monitor).answer().get();
  }

  SolverProvider provider(SolverRegistry registry) {
    return registry
        .find(solver)
        .orElseThrow(
            () -> {
              List<String> known = new ArrayList<>();
              registry.all().forEach(p -> known.add(p.descriptor().id()));
              registry.evaluations().forEach(e -> known.add(e.id()));
              return complaint(
                  "solver",
                  "found the unknown solver '%s', expected one of %s"
                      .formatted(solver, String.join(", ", known)));
            });
  }

  /** The solver's settings: defaults, then the file's params, then the command line's. */
  ParameterValues parameters(SolverProvider provider) {
    ParameterValues values = provider.defaults();
    for (Map.Entry<String, Object> param : description.params().entrySet()) {
      if (values.has(param.getKey())) {
        values = with(values, param.getKey(), param.getValue());
      }
    }
    for (Map.Entry<String, String> option : options.entrySet()) {
      try {
        values = values.with(option.getKey(), option.getValue());
      } catch (ParameterException e) {
        throw new InputException("-P " + option.getKey() + ": " + e.getMessage(), e);
      }
    }
    return values;
  }

  private ParameterValues with(ParameterValues values, String key, Object value) {
    try {
      return switch (value) {
        case double[] _ when isChoice(values, key) -> values;
        case Double _, Boolean _, String _ -> values.with(key, value);
        default ->
            throw complaint(
                "params." + key, "parameter %s: found a list, expected one value".formatted(key));
      };
    } catch (ParameterException e) {
      throw complaint("params." + key, String.valueOf(e.getMessage()));
    }
  }

  /** A list under the name of a choice is data, such as class labels, that the choice is about. */
  private static boolean isChoice(ParameterValues values, String key) {
    return values.specs().stream()
        .anyMatch(s -> s instanceof ParameterSpec.Choice && s.key().equals(key));
  }

  /** What the solver makes of the description, if it does not refuse it. */
  TransportProblem problem(SolverProvider provider) {
    TransportProblem problem;
    try {
      problem = provider.problem(description);
    } catch (IllegalArgumentException e) {
      throw complaint("", String.valueOf(e.getMessage()));
    }
    provider
        .objection(problem)
        .ifPresent(
            sentence -> {
              throw complaint("", sentence);
            });
    return problem;
  }

  /** The time from the description to the answer; reading the answer's values comes after it. */
  record Timed(double seconds, Supplier<Answer> answer) {}

  /** Solves or evaluates on the clock, everything that depends on the points included. */
  Timed timed(SolverRegistry registry, SolveMonitor monitor) {
    Optional<Evaluation> evaluation = registry.findEvaluation(solver);
    if (evaluation.isPresent()) {
      Answer answer = evaluate(evaluation.get(), monitor);
      return new Timed(answer.seconds(), () -> answer);
    }
    SolverProvider provider = provider(registry);
    long start = System.nanoTime();
    Supplier<Answer> answer = solved(provider, monitor);
    return new Timed((System.nanoTime() - start) * 1e-9, answer);
  }

  private Supplier<Answer> solved(SolverProvider provider, SolveMonitor monitor) {
    Solver ready = provider.create(parameters(provider));
    TransportProblem problem = problem(provider);
    try {
      Start start = provider.start(description, problem);
      Solution solution = ready.solve(problem, start, monitor);
      return () -> answer(solution, provider.results(solution, description));
    } catch (InfeasibleProblemException e) {
      return () -> infeasible("infeasible: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw complaint("", String.valueOf(e.getMessage()));
    }
  }

  private Answer infeasible(String status) {
    return new Answer(
        description,
        solver,
        Optional.empty(),
        status,
        status,
        ExitCode.NOT_CONVERGED,
        0,
        0,
        Map.of());
  }

  private Answer answer(Solution solution, Map<String, Object> values) {
    Convergence end = solution.convergence();
    Status status = end.status();
    String words =
        switch (status) {
          case OPTIMAL -> "optimal";
          case CONVERGED -> "converged";
          case ITERATION_LIMIT -> "not converged: iteration limit";
          case STALLED -> "not converged: stalled";
          case CANCELLED -> "cancelled";
        };
    int exitCode =
        status == Status.CANCELLED
            ? ExitCode.CANCELLED
            : status.isSuccess() ? ExitCode.DONE : ExitCode.NOT_CONVERGED;
    String remark =
        status.isSuccess()
            ? ""
            : words + " (" + end.reason() + ")" + end.cure().map(Question::advice).orElse("");
    return new Answer(
        description,
        solver,
        Optional.of(solution),
        words,
        remark,
        exitCode,
        end.iterations(),
        end.seconds(),
        values);
  }

  private static String advice(Cure cure) {
    return ". " + cure.sentence();
  }

  private Answer evaluate(Evaluation evaluation, SolveMonitor monitor) {
    if (!options.isEmpty()) {
      throw new InputException(
          "-P %s: '%s' has no settings; it reads the 'params' of its problem file"
              .formatted(options.keySet().iterator().next(), solver));
    }
    long start = System.nanoTime();
    Map<String, Object> values;
    try {
      values = evaluation.evaluate(description, monitor);
    } catch (IllegalArgumentException e) {
      throw complaint("", String.valueOf(e.getMessage()));
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    boolean cancelled = monitor.isCancelled();
    return new Answer(
        description,
        solver,
        Optional.empty(),
        cancelled ? "cancelled" : "converged",
        cancelled ? "cancelled" : "",
        cancelled ? ExitCode.CANCELLED : ExitCode.DONE,
        1,
        seconds,
        values);
  }

  /** What was done to the weights on the way from the description to the problem, in sentences. */
  List<String> notes(Solution solution) {
    List<String> notes = new ArrayList<>();
    if (solution.problem() instanceof LinearProblem p) {
      description.sourceWeights().ifPresent(w -> note(notes, "a", w, p.source().mass()));
      description.targetWeights().ifPresent(w -> note(notes, "b", w, p.target().mass()));
    }
    return notes;
  }

  private static void note(List<String> notes, String name, double[] weights, double used) {
    double sum = 0;
    for (double w : weights) {
      sum += w;
    }
    if (Math.abs(sum - used) > 1e-9 * sum) {
      notes.add("the weights '%s' sum to %s; they were divided by it".formatted(name, sum));
    }
  }

  private InputException complaint(String member, String sentence) {
    return complaints.apply(new Complaint(member, sentence));
  }
}
