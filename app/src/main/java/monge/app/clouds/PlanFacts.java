package monge.app.clouds;

import java.util.Arrays;
import java.util.Optional;
import monge.numeric.Kernels;
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
 * @param mass what is moved
 */
record PlanFacts(long above, long entries, long bytes, double kept, Mass mass) {

  /**
   * What a plan moves, and what it makes of the masses given.
   *
   * @param moved the sum of the plan
   * @param destroyed mass of the source that is not sent, and mass that arrives beyond b
   * @param created mass that is sent beyond a, and mass of the target that nothing arrives for
   */
  record Mass(double moved, double created, double destroyed) {

    static Mass of(double[] sent, double[] received, LinearProblem problem) {
      double moved = 0;
      double created = 0;
      double destroyed = 0;
      for (int i = 0; i < sent.length; i++) {
        double less = problem.source().weight(i) - sent[i];
        moved += sent[i];
        destroyed += Math.max(0, less);
        created += Math.max(0, -less);
      }
      for (int j = 0; j < received.length; j++) {
        double less = problem.target().weight(j) - received[j];
        created += Math.max(0, less);
        destroyed += Math.max(0, -less);
      }
      return new Mass(moved, created, destroyed);
    }
  }

  static final double SMALL = 1e-6;

  static final PlanFacts NONE = new PlanFacts(0, 0, 0, Double.NaN, new Mass(0, 0, 0));

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
    double[] sent = new double[plan.rows()];
    double[] received = new double[plan.columns()];
    Kernels kernels = Kernels.forEntries((long) plan.rows() * plan.columns());
    plan.forEachRow(
        (i, columns, masses, begin, end) -> {
          int large = 0;
          for (int k = begin; k < end; k++) {
            large += masses[k] > SMALL ? 1 : 0;
          }
          double sum = 0;
          if (begin == 0 && end == received.length && kernels.min(masses, end) >= 0) {
            sum = kernels.sum(masses, end);
            kernels.axpy(1, masses, received, end);
          } else {
            for (int k = begin; k < end; k++) {
              if (masses[k] > 0) {
                sum += masses[k];
                received[columns[k]] += masses[k];
              }
            }
          }
          above[0] += large;
          sent[i] = sum;
          sums[0] += sum;
          if (labelled) {
            sums[1] += inClass(sourceLabels[i], targetLabels, columns, masses, begin, end);
          }
        });
    boolean telling = labelled && classes.length > 1 && sums[0] > 0;
    return new PlanFacts(
        above[0],
        (long) plan.rows() * plan.columns(),
        plan.bytes(),
        telling ? sums[1] / sums[0] : Double.NaN,
        Mass.of(sent, received, problem));
  }

  /** What a row sends to the points of a class. */
  private static double inClass(
      int label, int[] labels, int[] columns, double[] masses, int begin, int end) {
    double sum = 0;
    for (int k = begin; k < end; k++) {
      if (masses[k] > 0 && labels[columns[k]] == label) {
        sum += masses[k];
      }
    }
    return sum;
  }
}
