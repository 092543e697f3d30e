package monge.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import monge.cost.CostFunction;
import monge.interpolation.BuresGeodesic;
import monge.measure.DiscreteMeasure;
import monge.measure.GaussianMeasure;
import monge.numeric.NormalDraws;
import monge.problem.GaussianProblem;
import monge.problem.LinearProblem;
import monge.projection.AffineMap;
import monge.projection.Barycentric;
import monge.solver.AffineSolution;
import monge.solver.PlanSolution;
import monge.solver.SolverRegistry;
import monge.views.gaussian.PrincipalAxes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the samples of Gaussians are there to show, in numbers. */
class GaussianScenesTest {

  private static AffineSolution solved(GaussianMeasure source, GaussianMeasure target) {
    var provider = SolverRegistry.load().require("gaussian-w2");
    return (AffineSolution)
        provider.create(provider.defaults()).solve(new GaussianProblem(source, target));
  }

  private static SampleData.Gaussians data(String id) {
    return (SampleData.Gaussians) SampleCatalog.require(id).data();
  }

  @Test
  void theCoursesMapAndDistance() {
    SampleData.Gaussians data = data("course-gauss");
    AffineSolution solution = solved(data.source(), data.target());
    double[][] a = solution.map().matrix();
    assertArrayEquals(new double[] {2.27907698, 0.81649658}, a[0], 1e-8);
    assertArrayEquals(new double[] {0.81649658, 1.63299316}, a[1], 1e-8);
    double middle = (a[0][0] + a[1][1]) / 2;
    double radius = Math.hypot((a[0][0] - a[1][1]) / 2, a[0][1]);
    assertEquals(1.07795607, middle - radius, 1e-8);
    assertEquals(2.83411408, middle + radius, 1e-8);
    double[][] pushed = product(product(a, data.source().covariance()), a);
    for (int i = 0; i < 2; i++) {
      assertArrayEquals(data.target().covariance()[i], pushed[i], 2e-15);
    }
    assertEquals(26.904426435221, solution.objective().value(), 1e-11);
    assertEquals(5.186947699295, solution.objective().term("W2"), 1e-12);
    double root = 2 / Math.sqrt(3);
    AffineSolution other =
        solved(
            data.source(),
            new GaussianMeasure(new double[] {3, 1}, new double[][] {{2, 1}, {1, 2}}));
    assertArrayEquals(new double[] {2 * root, root}, other.map().matrix()[0], 1e-12);
    assertEquals(27.535898384862, other.objective().value(), 1e-11);
  }

  private static double[][] product(double[][] x, double[][] y) {
    double[][] z = new double[2][2];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        z[i][j] = x[i][0] * y[0][j] + x[i][1] * y[1][j];
      }
    }
    return z;
  }

  /**
   * The plan between draws tends to the map: the mean distance of its images from it, for that many
   * draws. The value's standard error is that of the means.
   */
  @ParameterizedTest
  @CsvSource({"1000, 5, 27.4, 0.3, 0.21, 0.03", "200, 20, 28.6, 1.3, 0.43, 0.05"})
  void manyDrawsAreMovedAsTheGaussiansAre(
      int n, int draws, double cost, double costUnit, double distance, double distanceUnit) {
    GaussianMeasure from = data("course-gauss").source();
    GaussianMeasure to = new GaussianMeasure(new double[] {3, 1}, new double[][] {{2, 1}, {1, 2}});
    AffineMap map = solved(from, to).map();
    var emd = SolverRegistry.load().require("emd");
    double value = 0;
    double stray = 0;
    for (long seed = 0; seed < draws; seed++) {
      NormalDraws random = new NormalDraws(seed);
      DiscreteMeasure x = draws(from, n, random);
      DiscreteMeasure y = draws(to, n, random);
      PlanSolution plan =
          (PlanSolution)
              emd.create(emd.defaults())
                  .solve(LinearProblem.between(x, y, new CostFunction.SquaredEuclidean()));
      value += plan.objective().value() / draws;
      Barycentric images = Barycentric.of(plan.coupling(), y);
      for (int i = 0; i < n; i++) {
        stray += Scene.distance(images.image(i).orElseThrow(), map.apply(x.point(i))) / (n * draws);
      }
    }
    assertEquals(cost, value, costUnit);
    assertEquals(distance, stray, distanceUnit);
  }

  private static DiscreteMeasure draws(GaussianMeasure of, int n, NormalDraws random) {
    PrincipalAxes axes = PrincipalAxes.of(of);
    double[][] points = new double[n][];
    for (int i = 0; i < n; i++) {
      double u = axes.sigmaLong() * random.normal();
      double v = axes.sigmaShort() * random.normal();
      double c = Math.cos(axes.angle());
      double s = Math.sin(axes.angle());
      points[i] = new double[] {of.mean()[0] + c * u - s * v, of.mean()[1] + s * u + c * v};
    }
    return DiscreteMeasure.uniform(points);
  }

  @Test
  void theFirstPairIsTheOneOfTheManual() {
    SampleData.Gaussians data = data("two-gaussians");
    AffineSolution solution = solved(data.source(), data.target());
    assertEquals(19.2729, solution.objective().value(), 5e-5);
    assertEquals(18.25, solution.objective().term("mean_part"), 1e-12);
  }

  @Test
  void aNarrowBellMeltsHalfWayOnItsWayAcross() {
    double[][] expected = {{10, 1.575}, {20, 2.325}, {40, 4.044}};
    for (double[] row : expected) {
      PrincipalAxes half = halfWay(row[0], 84.55);
      assertEquals(row[1], half.sigmaLong() / half.sigmaShort(), 1e-3, "aspect " + row[0]);
      assertEquals(42.275, Math.toDegrees(half.angle()), 1e-6);
      PrincipalAxes flipped = halfWay(row[0], 95.45);
      assertEquals(row[1], flipped.sigmaLong() / flipped.sigmaShort(), 1e-3);
      assertEquals(137.725 - 180, Math.toDegrees(flipped.angle()), 1e-6);
      PrincipalAxes across = halfWay(row[0], 90);
      assertEquals(1, across.sigmaLong() / across.sigmaShort(), 1e-6);
    }
    SampleData.Gaussians data = data("app-dough-gauss");
    assertEquals(1.8049, solved(data.source(), turned(20, 90)).objective().value(), 1.1e-4);
    assertEquals(1.7295, solved(data.source(), data.target()).objective().value(), 5e-5);
    PrincipalAxes half =
        PrincipalAxes.of(BuresGeodesic.between(data.source(), data.target()).at(0.5));
    assertEquals(2.325, half.sigmaLong() / half.sigmaShort(), 1e-3);
  }

  private static PrincipalAxes halfWay(double aspect, double degrees) {
    return PrincipalAxes.of(
        BuresGeodesic.between(turned(aspect, 0), turned(aspect, degrees)).at(0.5));
  }

  private static GaussianMeasure turned(double aspect, double degrees) {
    return new GaussianMeasure(
        new double[2], PrincipalAxes.of(1, 1 / aspect, Math.toRadians(degrees)).covariance());
  }
}
