package monge.views.picture;

/**
 * Which part of the plane is seen: the data point in the middle of the area, and logical pixels a
 * data unit. The second data axis points up.
 */
public record Camera(double centreX, double centreY, double pixelsPerUnit) {

  public Camera {
    if (!(pixelsPerUnit > 0) || !Double.isFinite(pixelsPerUnit)) {
      throw new IllegalArgumentException(
          "pixelsPerUnit is %s: must be positive and finite".formatted(pixelsPerUnit));
    }
  }

  /**
   * Shows the whole box with {@code margin} pixels around it; a box of no extent gets a unit around
   * it.
   */
  public static Camera fitting(
      double minX, double minY, double maxX, double maxY, int width, int height, double margin) {
    double extentX = maxX - minX;
    double extentY = maxY - minY;
    if (extentX == 0 && extentY == 0) {
      extentX = 1;
      extentY = 1;
    }
    double roomX = Math.max(1, width - 2 * margin);
    double roomY = Math.max(1, height - 2 * margin);
    double scale =
        Math.min(
            extentX > 0 ? roomX / extentX : Double.POSITIVE_INFINITY,
            extentY > 0 ? roomY / extentY : Double.POSITIVE_INFINITY);
    return new Camera((minX + maxX) / 2, (minY + maxY) / 2, scale);
  }

  public double screenX(double x, int width) {
    return width / 2.0 + (x - centreX) * pixelsPerUnit;
  }

  public double screenY(double y, int height) {
    return height / 2.0 - (y - centreY) * pixelsPerUnit;
  }

  public double dataX(double screenX, int width) {
    return centreX + (screenX - width / 2.0) / pixelsPerUnit;
  }

  public double dataY(double screenY, int height) {
    return centreY - (screenY - height / 2.0) / pixelsPerUnit;
  }
}
