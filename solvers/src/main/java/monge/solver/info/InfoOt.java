package monge.solver.info;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import monge.cost.Geometry;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;
import monge.solver.Progress;
import monge.solver.Solution;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.Start;

/**
 * InfoOT (Chuang, Jegelka, Alvarez-Melis 2023, equation 3): the coupling that maximises the kernel
 * estimate of mutual information, {@code max I(P) - eps sum P log P} over couplings of a and b.
 * Uses distances within each cloud only, so the clouds may live in different dimensions. See {@link
 * KernelInformation} for I and {@link MirrorDescent} for the iteration.
 */
record InfoOt(ParameterValues values) implements Solver {

  static final String ID = "infoot";

  @Override
  public Solution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    InfoOtProvider.reasonAgainst(ID, problem)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(reason);
            });
    LinearProblem clouds = (LinearProblem) problem;
    Optional<Geometry> cost = clouds.geometry().filter(g -> !g.hasForbiddenPairs());
    Progress progress = new Progress(monitor);
    return Preparation.unlessStopped(
        clouds, ID, values, cost, progress, () -> descent(clouds, cost, progress).solve(start));
  }

  private MirrorDescent descent(LinearProblem clouds, Optional<Geometry> cost, Progress progress) {
    double h = values.real(MirrorDescent.BANDWIDTH);
    BooleanSupplier stop = progress::isCancelled;
    double[][] noCost = {};
    return new MirrorDescent(
        clouds,
        ID,
        values,
        Preparation.kernel(clouds.source(), h, stop),
        Preparation.kernel(clouds.target(), h, stop),
        cost.map(c -> Preparation.costs(c, stop)).orElse(noCost),
        1,
        false,
        progress);
  }
}
