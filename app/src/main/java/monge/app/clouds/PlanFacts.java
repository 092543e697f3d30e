package monge.app.clouds;

import java.util.Arrays;
import java.util.Optional;
import monge.plan.Coupling;
import monge.problem.LinearProblem;
import monge.solver.PlanSolution;
import monge.solver.Solution;

/**
 * What is counted in a plan once, on the solving thread.
 *
 * @param above entries above {@value #SMALL} of the mass
 * @param entries all entries, n times m; 0 if there is no plan
 * @param bytes what its storage takes
 * @param kept the share of the mass that stays in its class, NaN without labels on both clouds
 */
record PlanFacts(long above, long entries, long bytes, double kept) {

  static final double SMALL = 1e-6;

  static final PlanFacts NONE = new PlanFacts(0, 0, 0, Double.NaN);

  /** O(entries of the plan). */
  static PlanFacts of(Solution solution) {
    if (!(solution instanceof PlanSolution s)) {
      return NONE;
    }
    Coupling plan = s.coupling();
    LinearProblem problem = s.problem();
    Optional<int[]> from = problem.source().labels();
    Optional<int[]> to = problem.target().labels();
    boolean labelled = from.isPresent() && to.isPresent();
    int[] sourceLabels = from.orElseGet(() -> new int[0]);
    int[] targetLabels = to.orElseGet(() -> new int[0]);
    int[] classes = Arrays.stream(sourceLabels).distinct().sorted().toArray();
    long[] above = {0};
    double[] sums = new double[2];
    plan.forEach(
        (i, j, mass) -> {
          if (mass > SMALL) {
            above[0]++;
          }
          sums[0] += mass;
          if (labelled && sourceLabels[i] == targetLabels[j]) {
            sums[1] += mass;
          }
        });
    double kept = labelled && classes.length > 1 ? sums[1] / sums[0] : Double.NaN;
    return new PlanFacts(above[0], (long) plan.rows() * plan.columns(), plan.bytes(), kept);
  }
}
