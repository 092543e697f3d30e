package monge.solver.gaussian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import monge.cost.CostFunction;
import monge.interpolation.BuresGeodesic;
import monge.measure.DiscreteMeasure;
import monge.measure.GaussianMeasure;
import monge.problem.GaussianProblem;
import monge.problem.LinearProblem;
import monge.solver.AffineSolution;
import monge.solver.SolverRegistry;
import org.junit.jupiter.api.Test;

class GaussianSolversTest {

  private static final double[] ORIGIN = {0, 0};

  @Test
  void courseExample() {
    AffineSolution s =
        solve(
            gaussian(new double[] {-2, 0}, .5, -.25, .5), gaussian(new double[] {3, 1}, 2, .5, 1));
    assertEquals(26.904426435221, s.objective().value(), 1e-11);
    assertEquals(5.186947699295, s.objective().term("W2"), 1e-12);
    assertEquals(26, s.objective().term("mean_part"), 1e-12);
    double[][] a = s.map().matrix();
    assertArrayEquals(new double[] {2.27907698, .81649658}, a[0], 1e-8);
    assertArrayEquals(new double[] {.81649658, 1.63299316}, a[1], 1e-8);
    assertArrayEquals(new double[] {3, 1}, s.map().apply(new double[] {-2, 0}), 1e-14);
    assertTrue(s.pushesForward());

    AffineSolution other =
        solve(gaussian(new double[] {-2, 0}, .5, -.25, .5), gaussian(new double[] {3, 1}, 2, 1, 2));
    assertEquals(27.535898384862, other.objective().value(), 1e-11);
    assertEquals(4 / Math.sqrt(3), other.map().matrix()[0][0], 1e-12);
    assertEquals(2 / Math.sqrt(3), other.map().matrix()[0][1], 1e-12);
  }

  @Test
  void mapIsTheGradientOfThePotential() {
    AffineSolution s =
        solve(
            gaussian(new double[] {-2, 0}, .5, -.25, .5), gaussian(new double[] {3, 1}, 2, .5, 1));
    double[] x = {.7, -1.3};
    double[] image = s.map().apply(x);
    double e = 1e-5;
    for (int k = 0; k < 2; k++) {
      double[] up = x.clone();
      double[] down = x.clone();
      up[k] += e;
      down[k] -= e;
      assertEquals(image[k], (s.map().potential(up) - s.map().potential(down)) / (2 * e), 1e-9);
    }
  }

  /** The dough: half way between two crossed strips. */
  @Test
  void crossedStrips() {
    Map<Double, Double> aspects = Map.of(10.0, 1.575, 20.0, 2.325, 40.0, 4.044);
    aspects.forEach(
        (r, expected) -> {
          assertEquals(1, halfWay(r, 90)[0], 1e-9);
          double[] seen = halfWay(r, 84.55);
          assertEquals(expected, seen[0], 5e-4);
          assertEquals(42.275, seen[1], 1e-6);
          assertEquals(137.725, halfWay(r, 95.45)[1], 1e-6);
        });
    assertEquals(1.8049, strip(20, 0, 90).objective().value(), 1e-3);
    assertEquals(1.7295, strip(20, 0, 84.55).objective().value(), 1e-3);
  }

  @Test
  void nearlyEqualLawsKeepTheirDigits() {
    double e = 1e-7;
    AffineSolution s = solve(gaussian(ORIGIN, 1, 0, 4), gaussian(ORIGIN, (1 + e) * (1 + e), 0, 4));
    assertEquals(e, s.objective().term("W2"), 1e-14);
  }

  @Test
  void singularSourceWithAMap() {
    // The line spanned by (1,2) to the line spanned by (1,0).
    AffineSolution s = solve(gaussian(ORIGIN, 1, 2, 4), gaussian(ORIGIN, 3, 0, 0));
    assertTrue(s.pushesForward());
    // Along the optimal coupling Y = sqrt(3/5)(u.X) e_1: 5 + 3 - 2 sqrt(3) |<e_1, (1,2)>|.
    assertEquals(8 - 2 * Math.sqrt(3), s.objective().value(), 1e-12);
    double[] image = s.map().apply(new double[] {1, 2});
    assertEquals(Math.sqrt(3), Math.abs(image[0]), 1e-9);
    assertEquals(0, image[1], 1e-9);
  }

  @Test
  void singularSourceWithoutAMap() {
    AffineSolution s = solve(gaussian(ORIGIN, 1, 0, 0), gaussian(ORIGIN, 4, 0, 9));
    assertFalse(s.pushesForward());
    assertEquals(1 + 9, s.objective().value(), 1e-12);
    assertTrue(s.convergence().reason().contains("no linear map"));
  }

  @Test
  void diracToGaussian() {
    AffineSolution s = solve(gaussian(ORIGIN, 0, 0, 0), gaussian(new double[] {3, 4}, 1, 0, 1));
    assertFalse(s.pushesForward());
    assertEquals(27, s.objective().value(), 1e-12);
  }

  @Test
  void distanceGrowsLinearlyAlongThePath() {
    Random random = new Random(5);
    GaussianMeasure start = random(random, 4, 4);
    GaussianMeasure end = random(random, 4, 2);
    double whole = w2(start, end);
    BuresGeodesic path = BuresGeodesic.between(start, end);
    for (double t : new double[] {0, .25, .6, 1}) {
      assertEquals(t * whole, w2(start, path.at(t)), 1e-7 * whole);
      assertEquals((1 - t) * whole, w2(path.at(t), end), 1e-7 * whole);
    }
  }

  @Test
  void pathAgreesWithTheMap() {
    Random random = new Random(6);
    GaussianMeasure start = random(random, 3, 3);
    GaussianMeasure end = random(random, 3, 3);
    double[][] a = solve(start, end).map().matrix();
    double t = .3;
    double[][] at = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        at[i][j] = (i == j ? 1 - t : 0) + t * a[i][j];
      }
    }
    double[][] expected = times(times(at, start.covariance()), at);
    double[][] seen = BuresGeodesic.between(start, end).at(t).covariance();
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(expected[i], seen[i], 1e-11);
    }
  }

  @Test
  void linearMapCarriesWeightedMoments() {
    Random random = new Random(8);
    DiscreteMeasure x = weightedCloud(random, 30);
    DiscreteMeasure y = weightedCloud(random, 20);
    AffineSolution s =
        (AffineSolution)
            new LinearMapProvider()
                .create(new LinearMapProvider().defaults().with("reg", 0))
                .solve(LinearProblem.between(x, y, new CostFunction.SquaredEuclidean()));
    double[] mean = new double[2];
    double second = 0;
    double expected = 0;
    for (int i = 0; i < 30; i++) {
      double[] image = s.map().apply(x.point(i));
      mean[0] += x.weight(i) * image[0];
      mean[1] += x.weight(i) * image[1];
      second += x.weight(i) * image[0] * image[1];
    }
    double[] targetMean = new double[2];
    for (int j = 0; j < 20; j++) {
      targetMean[0] += y.weight(j) * y.coordinate(j, 0);
      targetMean[1] += y.weight(j) * y.coordinate(j, 1);
      expected += y.weight(j) * y.coordinate(j, 0) * y.coordinate(j, 1);
    }
    assertArrayEquals(targetMean, mean, 1e-12);
    assertEquals(expected, second, 1e-11);
  }

  @Test
  void bothAreRegistered() {
    SolverRegistry registry = SolverRegistry.load();
    assertTrue(registry.find("gaussian-w2").isPresent());
    assertTrue(registry.find("linear-map").isPresent());
  }

  private static DiscreteMeasure weightedCloud(Random random, int n) {
    double[][] points = new double[n][2];
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      points[i][0] = random.nextGaussian();
      points[i][1] = random.nextGaussian() + .5 * points[i][0];
      weights[i] = random.nextDouble();
    }
    return DiscreteMeasure.of(points, weights).normalised();
  }

  private static AffineSolution strip(double r, double from, double to) {
    return solve(rotated(r, from), rotated(r, to));
  }

  /** Aspect ratio and direction of the long axis in degrees, half way. */
  private static double[] halfWay(double r, double degrees) {
    double[][] c = BuresGeodesic.between(rotated(r, 0), rotated(r, degrees)).at(.5).covariance();
    double centre = (c[0][0] + c[1][1]) / 2;
    double radius = Math.hypot((c[0][0] - c[1][1]) / 2, c[0][1]);
    double angle = Math.toDegrees(Math.atan2(2 * c[0][1], c[0][0] - c[1][1])) / 2;
    return new double[] {
      Math.sqrt((centre + radius) / (centre - radius)), angle < 0 ? angle + 180 : angle
    };
  }

  private static GaussianMeasure rotated(double r, double degrees) {
    double c = Math.cos(Math.toRadians(degrees));
    double s = Math.sin(Math.toRadians(degrees));
    double thin = 1 / (r * r);
    return gaussian(ORIGIN, c * c + thin * s * s, (1 - thin) * c * s, s * s + thin * c * c);
  }

  private static GaussianMeasure random(Random random, int d, int rank) {
    double[][] covariance = new double[d][d];
    for (int k = 0; k < rank; k++) {
      double[] v = random.doubles(d, -1, 1).toArray();
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          covariance[i][j] += v[i] * v[j];
        }
      }
    }
    return new GaussianMeasure(random.doubles(d, -1, 1).toArray(), covariance);
  }

  private static double[][] times(double[][] a, double[][] b) {
    double[][] c = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        for (int k = 0; k < a.length; k++) {
          c[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return c;
  }

  private static GaussianMeasure gaussian(double[] mean, double xx, double xy, double yy) {
    return new GaussianMeasure(mean, new double[][] {{xx, xy}, {xy, yy}});
  }

  private static double w2(GaussianMeasure a, GaussianMeasure b) {
    return solve(a, b).objective().term("W2");
  }

  private static AffineSolution solve(GaussianMeasure a, GaussianMeasure b) {
    GaussianW2Provider provider = new GaussianW2Provider();
    return (AffineSolution) provider.create(provider.defaults()).solve(new GaussianProblem(a, b));
  }
}
