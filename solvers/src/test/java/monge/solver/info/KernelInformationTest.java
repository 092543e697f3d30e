package monge.solver.info;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import monge.measure.DiscreteMeasure;
import monge.numeric.EntropicProjection;
import monge.numeric.GaussianKernel;
import org.junit.jupiter.api.Test;

class KernelInformationTest {

  /** InfoOT, lemma 2: for h to 0 the information is that of the table P. */
  @Test
  void smallBandwidthGivesTheEntropyOfThePlan() {
    double[][] x = {{0, 0}, {1, 0}, {0, 1}, {2, 2}};
    double[][] y = {{0, 0}, {1, 1}, {3, 0}, {0, 2}, {2, 1}};
    double[][] p = new double[4][5];
    double total = 0;
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 5; j++) {
        p[i][j] = (i + 1) * (5 - j) * (1 + .5 * Math.cos(i + 2 * j));
        total += p[i][j];
      }
    }
    double limit = Math.log(20);
    for (double[] row : p) {
      for (int j = 0; j < 5; j++) {
        row[j] /= total;
        limit += row[j] * Math.log(row[j]);
      }
    }
    assertEquals(.2542630327, limit, 1e-10);
    double before = 0;
    for (Map.Entry<Double, Double> seen :
        new TreeMap<>(Map.of(-1.0, .05226, -.5, .20288, -.3, .25294)).entrySet()) {
      double mi = information(x, y, p, -seen.getKey());
      assertEquals(seen.getValue(), mi, 6e-6);
      assertTrue(mi > before);
      before = mi;
    }
    assertEquals(limit, information(x, y, p, .2), 1e-6);
    assertEquals(limit, information(x, y, p, .1), 1e-12);
    assertEquals(limit, information(x, y, p, 1e-8), 1e-12);
  }

  /** InfoOT, figure 3: two permutations of equal entropy, one of which keeps clusters. */
  @Test
  void structureIsInformation() {
    double[][] x = hexagons(0);
    double[][] y = hexagons(.3);
    double[][] kept = new double[18][18];
    double[][] mixed = new double[18][18];
    for (int i = 0; i < 18; i++) {
      kept[i][6 * (i / 6) + (i % 6 + 2) % 6] = 1 / 18.0;
      mixed[i][(5 * i + 3) % 18] = 1 / 18.0;
    }
    assertEquals(1.5070, information(x, y, kept, .2), 6e-5);
    assertEquals(1.2084, information(x, y, kept, .3), 6e-5);
    assertEquals(1.0842, information(x, y, kept, .5), 6e-5);
    assertEquals(1.0714, information(x, y, mixed, .2), 6e-5);
    assertEquals(.4880, information(x, y, mixed, .3), 6e-5);
    assertEquals(.2053, information(x, y, mixed, .5), 6e-5);
  }

  @Test
  void gradientAgreesWithDifferences() {
    Random random = new Random(11);
    double[][] x = cloud(random, 6);
    double[][] y = cloud(random, 5);
    double[] a = weights(random, 6);
    double[] b = weights(random, 5);
    KernelInformation information = kernels(x, y, a, b, .6);
    double[][] p = new double[6][5];
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 5; j++) {
        p[i][j] = a[i] * b[j] * (1 + .5 * Math.sin(3 * i + 5 * j));
      }
    }
    double[][] gradient = new double[6][5];
    information.evaluate(p, () -> false);
    information.gradient(gradient, () -> false);
    double e = 1e-6;
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 5; j++) {
        double kept = p[i][j];
        p[i][j] = kept + e;
        information.evaluate(p, () -> false);
        double up = information.value();
        p[i][j] = kept - e;
        information.evaluate(p, () -> false);
        p[i][j] = kept;
        assertEquals((up - information.value()) / (2 * e), gradient[i][j], 1e-7);
      }
    }
  }

  @Test
  void productPlanHasNoInformationAndARankOneGradient() {
    Random random = new Random(12);
    double[][] x = cloud(random, 7);
    double[][] y = cloud(random, 4);
    double[] a = weights(random, 7);
    double[] b = weights(random, 4);
    KernelInformation information = kernels(x, y, a, b, .4);
    double[][] product = new double[7][4];
    for (int i = 0; i < 7; i++) {
      for (int j = 0; j < 4; j++) {
        product[i][j] = a[i] * b[j];
      }
    }
    information.evaluate(product, () -> false);
    assertEquals(0, information.value(), 1e-15);
    double[][] gradient = new double[7][4];
    information.gradient(gradient, () -> false);
    double[] left = information.productSourceFactor();
    double[] right = information.productTargetFactor();
    for (int i = 0; i < 7; i++) {
      for (int j = 0; j < 4; j++) {
        assertEquals(left[i] * right[j], gradient[i][j], 1e-12);
      }
    }
  }

  /** With low-rank kernels, and far points whose densities the factors cannot give. */
  @Test
  void factorsAgreeWithTheDefinition() {
    int n = 260;
    Random random = new Random(21);
    double[][] x = cloud(random, n);
    double[][] y = cloud(random, n);
    x[7] = new double[] {9, 0};
    y[9] = new double[] {0, -9};
    double[] weights = DiscreteMeasure.uniformWeights(n);
    DiscreteMeasure source = DiscreteMeasure.of(x, weights);
    DiscreteMeasure target = DiscreteMeasure.of(y, weights);
    double[][] kx = GaussianKernel.of(source, 1).matrix(source);
    double[][] ky = GaussianKernel.of(target, 1).matrix(target);
    assertTrue(KernelFactor.of(kx, () -> false).isPresent());
    double[][] p = new double[n][n];
    for (int i = 0; i < n; i++) {
      p[i][i] = weights[i];
    }
    KernelInformation information = kernels(x, y, weights, weights, 1);
    double[][] gradient = new double[n][n];
    information.evaluate(p, () -> false);
    information.gradient(gradient, () -> false);
    double[] fx = means(kx);
    double[] fy = means(ky);
    double[] f = new double[n];
    for (int l = 0; l < n; l++) {
      f[l] = product(kx[l], ky[l]) / n;
    }
    double least = 1;
    double scale = Math.log(n); // The largest log ratio that a plan can have.
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double joint = product(kx[i], ky[j]) / n;
        least = Math.min(least, joint);
        double ratio = Math.log(joint / fx[i] / fy[j]);
        assertEquals(ratio, information.logRatio()[i][j], 1e-9);
        double rest = 0;
        for (int l = 0; l < n; l++) {
          rest += kx[i][l] * ky[l][j] / n / f[l];
        }
        assertEquals(ratio + rest, gradient[i][j], i == j ? 1e-12 * scale : 1e-9);
      }
    }
    assertTrue(least < 1e-9, "no density is small: " + least);
  }

  private static double product(double[] x, double[] y) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += x[k] * y[k];
    }
    return sum;
  }

  private static double[] means(double[][] kernel) {
    double[] means = new double[kernel.length];
    for (int i = 0; i < means.length; i++) {
      for (double k : kernel[i]) {
        means[i] += k / means.length;
      }
    }
    return means;
  }

  @Test
  void projectionReachesItsMarginalsHoweverWideTheScores() {
    Random random = new Random(13);
    for (double width : new double[] {1, 50, 1000, 20_000}) {
      double[] a = weights(random, 23);
      double[] b = weights(random, 31);
      double[][] scores = new double[23][31];
      for (double[] row : scores) {
        for (int j = 0; j < 31; j++) {
          row[j] = width * random.nextDouble();
        }
      }
      double[][] plan = new double[23][31];
      double error = new EntropicProjection(a, b).solve(scores, plan, () -> false);
      assertTrue(error <= EntropicProjection.TOLERANCE, "width " + width + ": " + error);
      double[] rows = new double[23];
      for (int i = 0; i < 23; i++) {
        for (double v : plan[i]) {
          rows[i] += v;
        }
      }
      assertArrayEquals(a, rows, 1e-14);
      // P = u exp(S) v: the cross ratios are those of exp(S).
      if (width == 1) {
        assertEquals(
            scores[0][0] - scores[0][1] - scores[1][0] + scores[1][1],
            Math.log(plan[0][0] / plan[0][1] / plan[1][0] * plan[1][1]),
            1e-12);
      }
    }
  }

  private static double information(double[][] x, double[][] y, double[][] p, double h) {
    KernelInformation information =
        kernels(
            x,
            y,
            DiscreteMeasure.uniformWeights(x.length),
            DiscreteMeasure.uniformWeights(y.length),
            h);
    information.evaluate(p, () -> false);
    return information.value();
  }

  private static KernelInformation kernels(
      double[][] x, double[][] y, double[] a, double[] b, double h) {
    DiscreteMeasure source = DiscreteMeasure.of(x, a);
    DiscreteMeasure target = DiscreteMeasure.of(y, b);
    return new KernelInformation(
        GaussianKernel.of(source, h).matrix(source),
        GaussianKernel.of(target, h).matrix(target),
        a,
        b,
        () -> false);
  }

  private static double[][] hexagons(double turn) {
    double[][] centres = {{0, 0}, {4, 0}, {2, 3.5}};
    double[][] points = new double[18][];
    for (int i = 0; i < 18; i++) {
      double angle = i % 6 * Math.PI / 3 + turn;
      points[i] =
          new double[] {
            centres[i / 6][0] + .5 * Math.cos(angle), centres[i / 6][1] + .5 * Math.sin(angle)
          };
    }
    return points;
  }

  private static double[][] cloud(Random random, int n) {
    double[][] points = new double[n][2];
    for (double[] p : points) {
      p[0] = random.nextGaussian();
      p[1] = random.nextGaussian();
    }
    return points;
  }

  private static double[] weights(Random random, int n) {
    double[] w = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      w[i] = .2 + random.nextDouble();
      sum += w[i];
    }
    for (int i = 0; i < n; i++) {
      w[i] /= sum;
    }
    return w;
  }
}
