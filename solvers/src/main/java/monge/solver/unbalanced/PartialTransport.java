package monge.solver.unbalanced;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import monge.cost.Geometry;
import monge.diagnostics.DualityGap;
import monge.diagnostics.TransportCost;
import monge.measure.DiscreteMeasure;
import monge.parameter.ParameterValues;
import monge.plan.Coupling;
import monge.plan.Potentials;
import monge.plan.SparseCoupling;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;
import monge.solver.InfeasibleProblemException;
import monge.solver.LinearProblems;
import monge.solver.Objective;
import monge.solver.PlanSolution;
import monge.solver.Progress;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import monge.solver.Start;
import monge.solver.Status;
import monge.solver.TracePoint;

/**
 * The cheapest way to move a given mass: {@code min <C,P>} over {@code P1 <= a, P'1 <= b, sum P =
 * mass}. A dummy point on either side takes what is not moved, which makes the problem a balanced
 * one (Chapel, Alaya and Gasso 2020).
 *
 * @param mass what is moved, at most the smaller of the two masses
 */
record PartialTransport(ParameterValues parameters, double mass) implements Solver {

  /** What is left over below this share of the mass is rounding. */
  private static final double ROUNDING = 1e-14;

  @Override
  public PlanSolution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    LinearProblem whole =
        LinearProblems.require(
            LinearProblems.refusalOfAnyMass(PartialTransportProvider.ID, problem), problem);
    requireMass(whole, mass);
    Progress progress = new Progress(monitor);
    SolverProvider exact = SolverRegistry.load().require("emd");
    PlanSolution extended =
        (PlanSolution)
            exact
                .create(exact.defaults())
                .solve(withDummies(whole), Start.COLD, inner(progress, whole));
    return answer(whole, extended, progress);
  }

  /**
   * @throws InfeasibleProblemException if a side holds less than the mass to move
   */
  static void requireMass(LinearProblem problem, double mass) {
    double from = problem.source().mass();
    double to = problem.target().mass();
    double most = Math.min(from, to);
    if (mass > most * (1 + LinearProblems.MASS_TOLERANCE)) {
      throw new InfeasibleProblemException(
          "mass = %s cannot be moved: the source holds %s, the target %s; ask for at most %s"
              .formatted(mass, from, to, most));
    }
  }

  private LinearProblem withDummies(LinearProblem whole) {
    double[] a = whole.source().weights();
    double[] b = whole.target().weights();
    double[] from = Arrays.copyOf(a, a.length + 1);
    double[] to = Arrays.copyOf(b, b.length + 1);
    from[a.length] = left(whole.target().mass());
    to[b.length] = left(whole.source().mass());
    return LinearProblem.of(
        DiscreteMeasure.ofWeights(from),
        DiscreteMeasure.ofWeights(to),
        new WithDummy(whole.requireGeometry()));
  }

  private double left(double held) {
    return held - mass > ROUNDING * held ? held - mass : 0;
  }

  /** Passes the exact solver's iterations on, without their dummies. */
  private static SolveMonitor inner(Progress progress, LinearProblem whole) {
    return new SolveMonitor() {
      @Override
      public boolean isCancelled() {
        return progress.isCancelled();
      }

      @Override
      public void iteration(TracePoint point, Supplier<Coupling> snapshot) {
        progress.report(
            new TracePoint(
                point.iteration(), point.objective(), Double.NaN, point.gap(), point.change()),
            () -> withoutDummies(snapshot.get(), whole));
      }

      @Override
      public void progress(double fraction) {
        progress.fraction(fraction);
      }
    };
  }

  private static SparseCoupling withoutDummies(Coupling extended, LinearProblem whole) {
    int n = whole.rows();
    int m = whole.columns();
    int[] count = {0};
    int size = (int) extended.nonzeros();
    int[] rows = new int[size];
    int[] columns = new int[size];
    double[] masses = new double[size];
    extended.forEach(
        (i, j, moved) -> {
          if (i < n && j < m) {
            rows[count[0]] = i;
            columns[count[0]] = j;
            masses[count[0]++] = moved;
          }
        });
    return SparseCoupling.of(n, m, rows, columns, masses, count[0]);
  }

  private PlanSolution answer(LinearProblem whole, PlanSolution extended, Progress progress) {
    Geometry geometry = whole.requireGeometry();
    SparseCoupling plan = withoutDummies(extended.coupling(), whole);
    MassBalance balance = MassBalance.of(plan, whole);
    Objective objective = balance.addedTo(Objective.of(TransportCost.of(geometry, plan)));
    Status status = extended.convergence().status();
    if (status.isSuccess() && extended.objective().gap().isPresent()) {
      objective =
          objective.withDual(
              extended.objective().dual().orElseThrow(), extended.objective().gap().getAsDouble());
    }
    String reason =
        status.isSuccess()
            ? String.format(
                Locale.ROOT,
                "Optimal: %s; %.4g of the source's mass and %.4g of the target's are left.",
                DualityGap.said(objective.gap().orElse(0), Math.abs(extended.objective().value())),
                whole.source().mass() - objective.term("mass"),
                whole.target().mass() - objective.term("mass"))
            : extended.convergence().reason();
    return new PlanSolution(
            whole,
            PartialTransportProvider.ID,
            parameters,
            plan,
            extended.potentials().map(p -> withoutDummies(p, whole)),
            objective,
            progress.finish(
                status,
                extended.convergence().iterations(),
                extended.convergence().unit(),
                reason,
                Double.NaN,
                Double.NaN,
                Optional.empty()))
        .withFields(balance.fields());
  }

  /**
   * With the dummies' own potentials taken out: {@code f_i + g_j <= C_ij}, where prices of points
   * that keep mass are equal on each side.
   */
  private static Potentials withoutDummies(Potentials extended, LinearProblem whole) {
    int n = whole.rows();
    int m = whole.columns();
    double[] f = Arrays.copyOf(extended.f(), n);
    double[] g = Arrays.copyOf(extended.g(), m);
    double dummy = extended.f()[n];
    for (int i = 0; i < n; i++) {
      f[i] -= dummy;
    }
    for (int j = 0; j < m; j++) {
      g[j] += dummy;
    }
    return new Potentials(f, g);
  }
}
