package monge.views.picture;

/**
 * A rectangle of a picture, in logical pixels, that shows a part of the plane through a camera. All
 * places are those of the whole picture.
 */
public record Viewport(int x, int y, int width, int height, Camera camera) {

  public double screenX(double dataX) {
    return x + camera.screenX(dataX, width);
  }

  public double screenY(double dataY) {
    return y + camera.screenY(dataY, height);
  }

  public double dataX(double screenX) {
    return camera.dataX(screenX - x, width);
  }

  public double dataY(double screenY) {
    return camera.dataY(screenY - y, height);
  }

  public boolean contains(double screenX, double screenY) {
    return screenX >= x && screenX < x + width && screenY >= y && screenY < y + height;
  }

  /** The camera that shows the plane {@code factor} times as large, the data under a place kept. */
  public Camera zoomedAbout(double screenX, double screenY, double factor) {
    double px = dataX(screenX);
    double py = dataY(screenY);
    return new Camera(
        px + (camera.centreX() - px) / factor,
        py + (camera.centreY() - py) / factor,
        camera.pixelsPerUnit() * factor);
  }

  /** The camera that moves the picture by so many pixels. */
  public Camera panned(double dx, double dy) {
    return new Camera(
        camera.centreX() - dx / camera.pixelsPerUnit(),
        camera.centreY() + dy / camera.pixelsPerUnit(),
        camera.pixelsPerUnit());
  }
}
