package monge.solver.gromov;

import java.util.Optional;
import monge.measure.DiscreteMeasure;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.problem.TransportProblem;
import monge.solver.LinearProblems;
import monge.solver.Progress;
import monge.solver.Solution;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.Start;

/**
 * Semi-relaxed Gromov-Wasserstein (Vincent-Cuaz, Flamary, Corneli, Vayer and Courty 2022): {@code
 * min E(P)} over plans with {@code P1 = a} whose target weights are free, by {@link
 * ConditionalGradient} from {@code a 1'/m}. Not convex.
 */
record GromovSemirelaxed(ParameterValues values) implements Solver {

  static final String ID = "gromov-semirelaxed";

  @Override
  public Solution solve(TransportProblem problem, Start start, SolveMonitor monitor) {
    LinearProblem clouds = LinearProblems.require(Structures.refusal(ID, problem), problem);
    Progress progress = new Progress(monitor);
    Structures structures = Structures.withAllTargets(clouds);
    return new LocalSearch(
            clouds,
            ID,
            values,
            progress,
            structures,
            new LinearStep.Nearest(structures.sourceWeights()),
            1,
            Optional.empty(),
            DiscreteMeasure.uniformWeights(structures.columns()))
        .solve(Beginnings.rowPlans(structures, values, start, progress::isCancelled));
  }
}
