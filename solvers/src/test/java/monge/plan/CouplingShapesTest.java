package monge.plan;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class CouplingShapesTest {

  @Test
  void plansOfNoShapeAreRefused() {
    double[][] ragged = {{1, 2}, {1}};
    refuses(() -> DenseCoupling.of(ragged));
    refuses(() -> DenseCoupling.owning(ragged));
    refuses(() -> DenseCoupling.of(new double[0][]));
    refuses(() -> DenseCoupling.of(new double[2][0]));
    double[][] square = {{1, 2}, {1, 1}};
    refuses(() -> FactoredCoupling.of(ragged, square, new double[] {1, 1}));
    refuses(() -> FactoredCoupling.of(square, ragged, new double[] {1, 1}));
  }

  @Test
  void sparseEntriesLieInsideAndOnce() {
    refuses(() -> sparse(new int[] {0, 2}, new int[] {0, 0}));
    refuses(() -> sparse(new int[] {0, 1}, new int[] {0, 2}));
    refuses(() -> sparse(new int[] {0, -1}, new int[] {0, 0}));
    refuses(() -> sparse(new int[] {1, 1}, new int[] {1, 1}));
  }

  private static SparseCoupling sparse(int[] rows, int[] columns) {
    return SparseCoupling.of(2, 2, rows, columns, new double[] {1, 1}, 2);
  }

  @Test
  void noCouplingHasMarginalsOfDifferentMass() {
    Coupling plan = DenseCoupling.of(new double[][] {{0.5, 0.5}});
    refuses(() -> FeasibleRounding.round(plan, new double[] {1}, new double[] {1, 2}));
  }

  private static void refuses(Runnable making) {
    assertThrows(IllegalArgumentException.class, making::run);
  }
}
