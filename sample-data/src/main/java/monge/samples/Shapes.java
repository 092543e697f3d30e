package monge.samples;

import java.util.Arrays;
import monge.measure.DiscreteMeasure;
import monge.numeric.NormalDraws;

/** Point clouds by formula; every method returns one point a row. */
final class Shapes {

  private Shapes() {}

  /** n points evenly over a disc about the origin: a sunflower with 2.4 radians between seeds. */
  static double[][] disc(int n, double radius) {
    double[][] points = new double[n][];
    for (int k = 0; k < n; k++) {
      double r = radius * Math.sqrt((k + 0.5) / n);
      points[k] = new double[] {r * Math.cos(2.4 * k), r * Math.sin(2.4 * k)};
    }
    return points;
  }

  /** n points on the arc from one angle to another, in radians, ends included. */
  static double[][] arc(int n, double x, double y, double radius, double from, double to) {
    double[][] points = new double[n][];
    for (int k = 0; k < n; k++) {
      double angle = from + (to - from) * k / (n - 1);
      points[k] = new double[] {x + radius * Math.cos(angle), y + radius * Math.sin(angle)};
    }
    return points;
  }

  /** n points evenly around a circle. */
  static double[][] ring(int n, double x, double y, double radius) {
    return arc(n, x, y, radius, 0, 2 * Math.PI * (n - 1) / n);
  }

  /** Three hexagons of radius 1/2, turned by an angle in radians, one class each. */
  static DiscreteMeasure hexagons(double turn) {
    double[][] centres = {{0, 0}, {4, 0}, {2, 3.5}};
    double[][] points = new double[18][];
    int[] labels = new int[18];
    for (int i = 0; i < 18; i++) {
      labels[i] = i / 6;
      double[] c = centres[labels[i]];
      double angle = i % 6 * Math.PI / 3 + turn;
      points[i] = new double[] {c[0] + 0.5 * Math.cos(angle), c[1] + 0.5 * Math.sin(angle)};
    }
    return DiscreteMeasure.uniform(points).withLabels(labels);
  }

  /** Two interleaved half moons of n points each. */
  static double[][] moons(int n) {
    return joined(arc(n, -0.5, -0.25, 1, 0, Math.PI), arc(n, 0.5, 0.25, 1, Math.PI, 2 * Math.PI));
  }

  /**
   * Arms of an Archimedean spiral, evenly spread along their length.
   *
   * @param handedness +1 turns left going outwards, -1 right
   */
  static double[][] spiral(int arms, int n, double turns, int handedness) {
    double[][] points = new double[arms * n][];
    for (int arm = 0; arm < arms; arm++) {
      for (int k = 0; k < n; k++) {
        // Length grows as the square of the angle, so the square root spreads points evenly.
        double s = Math.sqrt((k + 0.5) / n);
        double r = 0.12 + 0.88 * s;
        double angle = handedness * (2 * Math.PI * turns * s) + 2 * Math.PI * arm / arms;
        points[arm * n + k] = new double[] {r * Math.cos(angle), r * Math.sin(angle)};
      }
    }
    return points;
  }

  /**
   * A strip of 40 × 2 points, u in [-1,1] and v = ±width, turned about the origin by an angle in
   * degrees.
   */
  static double[][] strip(double degrees, double width) {
    double[][] points = new double[80][];
    for (int k = 0; k < 40; k++) {
      double u = -1 + 2.0 * k / 39;
      points[2 * k] = new double[] {u, -width};
      points[2 * k + 1] = new double[] {u, width};
    }
    return turned(points, degrees);
  }

  /** n points drawn from a round normal distribution. */
  static double[][] bell(int n, double x, double y, double deviation, long seed) {
    double[][] centre = new double[n][];
    Arrays.fill(centre, new double[] {x, y});
    return jittered(centre, deviation, seed);
  }

  static double[][] turned(double[][] points, double degrees) {
    double c = Math.cos(Math.toRadians(degrees));
    double s = Math.sin(Math.toRadians(degrees));
    double[][] moved = new double[points.length][];
    for (int i = 0; i < points.length; i++) {
      double x = points[i][0];
      double y = points[i][1];
      moved[i] = new double[] {c * x - s * y, s * x + c * y};
    }
    return moved;
  }

  static double[][] shifted(double[][] points, double dx, double dy) {
    double[][] moved = new double[points.length][];
    for (int i = 0; i < points.length; i++) {
      moved[i] = new double[] {points[i][0] + dx, points[i][1] + dy};
    }
    return moved;
  }

  static double[][] joined(double[][] first, double[][] second) {
    double[][] all = new double[first.length + second.length][];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  /** Each point moved by a normal step of that standard deviation in every coordinate. */
  static double[][] jittered(double[][] points, double deviation, long seed) {
    NormalDraws random = new NormalDraws(seed);
    double[][] moved = new double[points.length][];
    for (int i = 0; i < points.length; i++) {
      moved[i] = points[i].clone();
      for (int k = 0; k < moved[i].length; k++) {
        moved[i][k] += deviation * random.normal();
      }
    }
    return moved;
  }
}
