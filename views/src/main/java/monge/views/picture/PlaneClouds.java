package monge.views.picture;

import java.util.stream.DoubleStream;
import monge.measure.DiscreteMeasure;
import monge.problem.LinearProblem;

/**
 * The two clouds of a problem as points of the plane. Points on a line lie on two parallel lines,
 * source above; points without coordinates stand evenly on them; of more than two coordinates the
 * first two are drawn.
 */
public final class PlaneClouds {

  private final double[] sourceX;
  private final double[] sourceY;
  private final double[] sourceMass;
  private final double[] targetX;
  private final double[] targetY;
  private final double[] targetMass;
  private final boolean plane;
  private final double largestPossibleEntry;

  private PlaneClouds(DiscreteMeasure source, DiscreteMeasure target) {
    sourceMass = source.weights();
    targetMass = target.weights();
    sourceX = first(source);
    targetX = first(target);
    plane = source.dimension() >= 2 && target.dimension() >= 2;
    double least = Math.min(min(sourceX), min(targetX));
    double most = Math.max(max(sourceX), max(targetX));
    double apart = most > least ? 0.4 * (most - least) : 1;
    sourceY = source.dimension() >= 2 ? source.axis(1) : constant(source.size(), apart);
    targetY = target.dimension() >= 2 ? target.axis(1) : new double[target.size()];
    largestPossibleEntry = Math.min(max(sourceMass), max(targetMass));
  }

  public static PlaneClouds of(LinearProblem problem) {
    return new PlaneClouds(problem.source(), problem.target());
  }

  public int sources() {
    return sourceMass.length;
  }

  public int targets() {
    return targetMass.length;
  }

  public double sourceX(int i) {
    return sourceX[i];
  }

  public double sourceY(int i) {
    return sourceY[i];
  }

  public double sourceMass(int i) {
    return sourceMass[i];
  }

  public double targetX(int j) {
    return targetX[j];
  }

  public double targetY(int j) {
    return targetY[j];
  }

  public double targetMass(int j) {
    return targetMass[j];
  }

  /** Whether both clouds have at least two coordinates, so that places are data. */
  public boolean inPlane() {
    return plane;
  }

  /** The largest mass that one entry of a plan could have. */
  public double largestPossibleEntry() {
    return largestPossibleEntry;
  }

  /** The k of {@code r = k √mass} in an area of that size. */
  public double radiusFactor(int width, int height) {
    return Marks.radiusFactor(sourceMass, targetMass, width, height);
  }

  /**
   * Shows both clouds whole.
   *
   * @param margin pixels left free on all sides
   * @param below further pixels left free at the bottom
   */
  public Camera fitting(int width, int height, double margin, double below) {
    double minX = Math.min(min(sourceX), min(targetX));
    double maxX = Math.max(max(sourceX), max(targetX));
    double minY = Math.min(min(sourceY), min(targetY));
    double maxY = Math.max(max(sourceY), max(targetY));
    Camera camera =
        Camera.fitting(
            minX, minY, maxX, maxY, width, Math.max(1, (int) Math.round(height - below)), margin);
    return new Camera(
        camera.centreX(),
        camera.centreY() - below / 2 / camera.pixelsPerUnit(),
        camera.pixelsPerUnit());
  }

  private static double[] first(DiscreteMeasure measure) {
    if (measure.dimension() > 0) {
      return measure.axis(0);
    }
    double[] even = new double[measure.size()];
    for (int i = 0; i < even.length; i++) {
      even[i] = (i + 0.5) / even.length;
    }
    return even;
  }

  private static double[] constant(int n, double value) {
    return DoubleStream.generate(() -> value).limit(n).toArray();
  }

  private static double min(double[] values) {
    return DoubleStream.of(values).min().orElse(0);
  }

  private static double max(double[] values) {
    return DoubleStream.of(values).max().orElse(0);
  }
}
