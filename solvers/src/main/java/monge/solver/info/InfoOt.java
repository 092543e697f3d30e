package monge.solver.info;

import monge.numeric.GaussianKernel;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;
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
    double h = values.real(MirrorDescent.BANDWIDTH);
    double[][] noCost = {};
    return new MirrorDescent(
            clouds,
            ID,
            values,
            GaussianKernel.of(clouds.source(), h).matrix(clouds.source(), monitor::isCancelled),
            GaussianKernel.of(clouds.target(), h).matrix(clouds.target(), monitor::isCancelled),
            clouds
                .geometry()
                .filter(g -> !g.hasForbiddenPairs())
                .map(MirrorDescent::dense)
                .orElse(noCost),
            1,
            false,
            monitor)
        .solve(start);
  }
}
