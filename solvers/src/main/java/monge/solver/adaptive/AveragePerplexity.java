package monge.solver.adaptive;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import monge.diagnostics.MarginalError;
import monge.numeric.EntropicProjection;
import monge.numeric.Matrix;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;
import monge.solver.Cure;
import monge.solver.InfeasibleProblemException;
import monge.solver.LinearProblems;
import monge.solver.Objective;
import monge.solver.PlanSolution;
import monge.solver.PointField;
import monge.solver.Progress;
import monge.solver.Solution;
import monge.solver.SolveMonitor;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import monge.solver.Start;
import monge.solver.Status;
import monge.solver.TracePoint;

/**
 * Globally regularised transport {@code min <C,P> + eps psi(P)} at the one temperature eps that
 * gives a wanted average perplexity of the rows: the competitor of {@link Otari} at equal average
 * spread. The average grows with eps; its root in log eps is bracketed and found by the Illinois
 * rule.
 */
final class AveragePerplexity {

  private static final int MOST_TRIALS = 60;

  /** Relative error of the average perplexity that counts as none. */
  private static final double EXACT = 1e-11;

  /** Temperatures below this share of the range of the costs count as none. */
  private static final double COLD = 1e-7;

  private static final double HOT = 1e7;

  private final String id;
  private final Regulariser psi;
  private final ParameterValues parameters;
  private final double xi;
  private final boolean mean;

  AveragePerplexity(String id, Regulariser psi, ParameterValues parameters) {
    this.id = id;
    this.psi = psi;
    this.parameters = parameters;
    xi = parameters.real("xi");
    mean = parameters.choice("average").equals("mean");
  }

  /** Makes the plan of a temperature, each starting from the last. */
  private interface Plans {
    /** False if stopped or not solved. */
    boolean solve(double eps, BooleanSupplier stop);

    double[][] plan();
  }

  PlanSolution solve(TransportProblem problem, SolveMonitor monitor) {
    LinearProblem whole = LinearProblems.require(Steps.refusalOf(id, problem), problem);
    Progress progress = new Progress(monitor);
    try {
      return solve(whole, progress);
    } catch (CancellationException _) {
      return new Stopped(whole, id, parameters, progress).beforeTheFirstStep();
    }
  }

  private PlanSolution solve(LinearProblem whole, Progress progress) {
    ScaledProblem scaled = new ScaledProblem(whole, progress::isCancelled);
    double most = psi.perplexityOf(scaled.b);
    if (xi > 1 && xi >= most * (1 - 1e-9)) {
      throw new InfeasibleProblemException(
          String.format(
              Locale.ROOT,
              "xi = %s is infeasible: the average perplexity stays below that of the target"
                  + " weights, %.12g, at every temperature; lower xi below it",
              xi,
              most));
    }
    return new Search(whole, scaled, progress).solve();
  }

  private final class Search {
    private final LinearProblem whole;
    private final ScaledProblem scaled;
    private final Progress progress;
    private final Plans plans;
    private int trials;
    private double eps;

    /** The plan of the last temperature that was solved; first that of infinite temperature. */
    private final double[][] last;

    private boolean solved = true;

    Search(LinearProblem whole, ScaledProblem scaled, Progress progress) {
      this.whole = whole;
      this.scaled = scaled;
      this.progress = progress;
      BooleanSupplier stop = progress::isCancelled;
      int m = scaled.b.length;
      last = Matrix.zeros(scaled.a.length, m, stop);
      double mass = scaled.mass();
      Matrix.fill(
          last,
          m,
          stop,
          (from, to) -> {
            for (int i = from; i < to; i++) {
              for (int j = 0; j < m; j++) {
                last[i][j] = scaled.a[i] * (scaled.b[j] / mass);
              }
            }
          });
      plans =
          psi == Regulariser.ENTROPIC
              ? new EntropicPlans(scaled, stop)
              : new QuadraticPlans(scaled, stop);
    }

    PlanSolution solve() {
      if (exactPlanIsSpreadEnough()) {
        return answer(true);
      }
      // Quadratic temperatures are costs per mass of an entry.
      double unit =
          psi == Regulariser.ENTROPIC
              ? 1
              : (double) scaled.a.length * scaled.b.length / scaled.mass();
      double start = 0.05 * unit;
      double low = start;
      double high = start;
      double atLow = excess(start);
      double atHigh = atLow;
      while (running() && atLow > 0 && low > COLD * unit) {
        high = low;
        atHigh = atLow;
        low /= 4;
        atLow = excess(low);
      }
      while (running() && atHigh < 0 && high < HOT * unit) {
        low = high;
        atLow = atHigh;
        high *= 4;
        atHigh = excess(high);
      }
      boolean cold = atLow > 0;
      if (running() && !cold) {
        root(Math.log(low), atLow, Math.log(high), atHigh);
      }
      return answer(cold);
    }

    /** Then the bound is inactive and the temperature 0. */
    private boolean exactPlanIsSpreadEnough() {
      SolverProvider emd = SolverRegistry.load().require("emd");
      Solution exact =
          emd.create(emd.defaults())
              .solve(scaled.problem(), Start.COLD, SolveMonitor.stoppedBy(progress::isCancelled));
      if (!(exact instanceof PlanSolution plan) || !exact.convergence().status().isSuccess()) {
        return false;
      }
      BooleanSupplier stop = progress::isCancelled;
      double[][] p = Matrix.zeros(last.length, last[0].length, stop);
      Matrix.fill(
          p,
          last[0].length,
          stop,
          (from, to) -> {
            for (int i = from; i < to; i++) {
              plan.coupling().row(i, p[i]);
            }
          });
      boolean enough = average(p) >= xi;
      if (enough) {
        keep(p);
      }
      return enough;
    }

    private void keep(double[][] p) {
      for (int i = 0; i < p.length; i++) {
        System.arraycopy(p[i], 0, last[i], 0, p[i].length);
      }
    }

    private void root(double low, double atLow, double high, double atHigh) {
      double x = low;
      double y = high;
      double atX = atLow;
      double atY = atHigh;
      int side = 0;
      while (running() && trials < MOST_TRIALS && Math.abs(y - x) > 1e-15 * Math.abs(y)) {
        double next = (x * atY - y * atX) / (atY - atX);
        double width = y - x;
        next = Math.clamp(next, x + 1e-4 * width, y - 1e-4 * width);
        double at = excess(Math.exp(next));
        if (Math.abs(at) < EXACT) {
          return;
        }
        if (at > 0) {
          y = next;
          atY = at;
          atX = side == 1 ? atX / 2 : atX;
          side = 1;
        } else {
          x = next;
          atX = at;
          atY = side == -1 ? atY / 2 : atY;
          side = -1;
        }
      }
    }

    private boolean running() {
      return solved && !progress.isCancelled();
    }

    /** {@code log(average perplexity / xi)} at a temperature. */
    private double excess(double temperature) {
      try {
        solved = !progress.isCancelled() && plans.solve(temperature, progress::isCancelled);
      } catch (CancellationException _) {
        solved = false;
      }
      if (!solved && progress.isCancelled()) {
        return Double.NaN;
      }
      trials++;
      eps = temperature;
      double[][] p = plans.plan();
      keep(p);
      double average = average(p);
      progress.report(
          new TracePoint(
              trials, scaled.cost(p), Double.NaN, Double.NaN, Math.abs(average / xi - 1)),
          () -> scaled.coupling(p));
      return Math.log(average / xi);
    }

    private double average(double[][] p) {
      return mean ? meanPerplexity(p) : boundPerplexity(p);
    }

    private double meanPerplexity(double[][] p) {
      double[] rows = Spread.ofRows(psi, p, progress::isCancelled);
      double sum = 0;
      for (int i = 0; i < rows.length; i++) {
        sum += scaled.a[i] * rows[i];
      }
      return sum / scaled.mass();
    }

    /** The xi at which psi(P) is the sum of the rows' bounds. */
    private double boundPerplexity(double[][] p) {
      double[] rows = Spread.ofRows(psi, p, progress::isCancelled);
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < rows.length; i++) {
        double a = scaled.a[i];
        sum += psi == Regulariser.ENTROPIC ? a * Math.log(rows[i]) : a * a / rows[i];
        squares += a * a;
      }
      return psi == Regulariser.ENTROPIC ? Math.exp(sum / scaled.mass()) : squares / sum;
    }

    private PlanSolution answer(boolean cold) {
      if (progress.isCancelled()) {
        PlanSolution best =
            new Stopped(whole, id, parameters, progress)
                .at(scaled, scaled.c, last, false, trials, "temperatures");
        return Stopped.isMeasured(last) ? best.withFields(fields(last)) : best;
      }
      double[][] p = last;
      Coupling plan = scaled.coupling(p);
      MarginalError error = MarginalError.of(plan, whole);
      double own = eps * scaled.span();
      double penalty = 0;
      for (double[] row : p) {
        for (double x : row) {
          penalty += psi == Regulariser.ENTROPIC ? (x > 0 ? x * Math.log(x) : 0) : x * x / 2;
        }
      }
      double linear = scaled.cost(p);
      double average = average(p);
      boolean done = solved && (cold || Math.abs(average / xi - 1) < 1e-8);
      Status status = done ? Status.CONVERGED : Status.STALLED;
      String reason =
          String.format(
              Locale.ROOT,
              cold
                  ? "the average perplexity %.6g is xi = %s or more at temperature 0 already:"
                      + " an exact plan, after %d temperatures"
                  : "average perplexity %.10g for xi = %s after %d temperatures",
              average,
              xi,
              trials);
      Optional<Cure> cure =
          status == Status.STALLED
              ? Optional.of(
                  new Cure(
                      "Ask for an average perplexity farther from 1 and from the largest.",
                      "Perplexity 3",
                      java.util.Map.of("xi", 3.0)))
              : Optional.empty();
      Objective objective =
          Objective.of(linear)
              .with("objective_regularised", linear + own * penalty)
              .with("eps", own)
              .with("mean_perplexity", meanPerplexity(p))
              .with("bound_perplexity", boundPerplexity(p));
      return new PlanSolution(
              whole,
              id,
              parameters,
              plan,
              Optional.empty(),
              objective,
              progress.finish(
                  status, trials, "temperatures", reason, error.source(), error.target(), cure))
          .withFields(fields(p));
    }

    private java.util.List<PointField> fields(double[][] p) {
      return Spread.perplexities(psi, scaled, p);
    }
  }

  private static final class EntropicPlans implements Plans {
    private final ScaledProblem scaled;
    private final EntropicProjection projection;
    private final double[][] scores;
    private final double[][] p;

    EntropicPlans(ScaledProblem scaled, BooleanSupplier stop) {
      this.scaled = scaled;
      projection = new EntropicProjection(scaled.a, scaled.b);
      scores = Matrix.zeros(scaled.a.length, scaled.b.length, stop);
      p = Matrix.zeros(scaled.a.length, scaled.b.length, stop);
    }

    @Override
    public boolean solve(double eps, BooleanSupplier stop) {
      Matrix.fill(
          scores,
          scaled.b.length,
          stop,
          (from, to) -> {
            for (int i = from; i < to; i++) {
              for (int j = 0; j < scores[i].length; j++) {
                scores[i][j] = -scaled.c[i][j] / eps;
              }
            }
          });
      if (projection.solve(scores, p, stop) <= 1e-10 * scaled.mass()) {
        return true;
      }
      if (stop.getAsBoolean()) {
        return false;
      }
      // Very cold: scaling stalls where the interior point method does not.
      InteriorPoint point =
          new InteriorPoint(
              Regulariser.ENTROPIC,
              scaled.c,
              scaled.a,
              scaled.b,
              eps,
              new double[0],
              new double[0],
              stop);
      double accuracy = Double.POSITIVE_INFINITY;
      for (int k = 0; k < 100 && accuracy > 1e-13 && point.step(); k++) {
        accuracy = (point.gap() + point.residual()) / scaled.mass();
      }
      for (int i = 0; i < p.length; i++) {
        System.arraycopy(point.plan()[i], 0, p[i], 0, p[i].length);
      }
      return accuracy < 1e-10;
    }

    @Override
    public double[][] plan() {
      return p;
    }
  }

  private static final class QuadraticPlans implements Plans {
    private final ScaledProblem scaled;
    private final QuadraticDual dual;
    private double[] g = {};

    QuadraticPlans(ScaledProblem scaled, BooleanSupplier stop) {
      this.scaled = scaled;
      dual = new QuadraticDual(scaled.c, scaled.a, scaled.b, stop);
    }

    @Override
    public boolean solve(double eps, BooleanSupplier stop) {
      double goal = QuadraticDual.goal(scaled, eps);
      boolean solved = g.length > 0 && dual.solve(eps, g, goal, stop);
      if (!solved) {
        InteriorPoint point =
            new InteriorPoint(
                Regulariser.QUADRATIC,
                scaled.c,
                scaled.a,
                scaled.b,
                eps,
                new double[0],
                new double[0],
                stop);
        for (int k = 0; k < 100 && !solved && point.step(); k++) {
          double accuracy = (point.gap() + point.residual()) / scaled.mass();
          if (accuracy < 1e-5) {
            solved = dual.solve(eps, point.g(), goal, stop);
          }
          if (accuracy < 1e-13) {
            break;
          }
        }
        if (!solved && !stop.getAsBoolean()) {
          dual.solve(eps, point.g(), goal, stop);
          // Near temperature 0, where the plan hardly depends on it, that much is rounding.
          solved = dual.error() <= 1e-9 * scaled.mass();
        }
      }
      g = dual.g().clone();
      return solved;
    }

    @Override
    public double[][] plan() {
      return dual.plan();
    }
  }
}
