package monge.solver.gromov;

import java.util.Arrays;
import monge.plan.Coupling;

/** The plan {@code w B + S}: a plan that all pairs share in and one with few entries. */
final class MeanCoupling implements Coupling {

  private final Coupling base;
  private final double weight;
  private final SparsePlan sparse;

  MeanCoupling(Coupling base, double weight, SparsePlan sparse) {
    this.base = base;
    this.weight = weight;
    this.sparse = sparse;
  }

  @Override
  public int rows() {
    return base.rows();
  }

  @Override
  public int columns() {
    return base.columns();
  }

  @Override
  public double mass(int i, int j) {
    return weight * base.mass(i, j) + sparse.mass(i, j);
  }

  @Override
  public void row(int i, double[] out) {
    base.row(i, out);
    for (int j = 0; j < columns(); j++) {
      out[j] *= weight;
    }
    sparse.addRow(i, 1, out);
  }

  @Override
  public double[] rowMarginal() {
    return mean(base.rowMarginal(), sparse.rowSums());
  }

  @Override
  public double[] columnMarginal() {
    return mean(base.columnMarginal(), sparse.columnSums());
  }

  private double[] mean(double[] ofBase, double[] ofSparse) {
    Arrays.setAll(ofBase, k -> weight * ofBase[k] + ofSparse[k]);
    return ofBase;
  }

  @Override
  public long bytes() {
    return base.bytes() + 12L * sparse.entries();
  }
}
