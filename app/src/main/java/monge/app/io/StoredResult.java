package monge.app.io;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import monge.plan.Coupling;
import monge.plan.DenseCoupling;
import monge.plan.Potentials;
import monge.problem.ProblemDescription;
import monge.projection.AffineMap;

/**
 * A result file read back.
 *
 * @param description the problem that was solved
 * @param values the values, as the problem file's {@code params} would hold them
 */
public record StoredResult(Path file, ProblemDescription description, Map<String, Object> values) {

  /** Where solvers put their plan. */
  private static final String[] PLANS = {"plan", "plan_exact_inner"};

  /**
   * @throws InputException if the file is no result, or does not hold the problem that was solved
   */
  public static StoredResult read(Path file) {
    return ProblemFile.readResult(file);
  }

  /** The plan, if the result has one; its shape fits the problem. */
  public Optional<Coupling> plan() {
    for (String key : PLANS) {
      if (values.get(key) instanceof double[][] plan && plan.length > 0) {
        int n = description.sourceMeasure().size();
        int m = description.targetMeasure().size();
        if (plan.length != n || plan[0].length != m) {
          throw InputException.in(
              file,
              "found a plan of %d×%d, expected %d×%d as the problem"
                  .formatted(plan.length, plan[0].length, n, m));
        }
        return Optional.of(DenseCoupling.of(plan));
      }
    }
    return Optional.empty();
  }

  /** The entropic potentials, if the result has them. */
  public Optional<Potentials> potentials() {
    return values.get("dual_f") instanceof double[] f && values.get("dual_g") instanceof double[] g
        ? Optional.of(new Potentials(f, g))
        : Optional.empty();
  }

  /** The affine map, if the result has one; files hold it for rows, {@code x A + b}. */
  public Optional<AffineMap> affineMap() {
    if (!(values.get("A") instanceof double[][] a) || !(values.get("b") instanceof double[] b)) {
      return Optional.empty();
    }
    double[][] transposed = new double[b.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        transposed[j][i] = a[i][j];
      }
    }
    return Optional.of(new AffineMap(transposed, b));
  }
}
