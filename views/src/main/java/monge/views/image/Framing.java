package monge.views.image;

/**
 * Which part of a picture is seen: at zoom 1 all of it; the point in the middle of the area in
 * shares of width and height. Several pictures of one shape share one.
 */
public record Framing(double zoom, double centreX, double centreY) {

  public static final Framing WHOLE = new Framing(1, 0.5, 0.5);

  private static final double MOST = 32;

  /** Where a picture of that size lies in an area: its left top corner and its scale. */
  public record Place(double x, double y, double scale) {}

  /** Fits the picture into the area less a margin, zooms about the centre point. */
  public Place place(
      double width, double height, double areaWidth, double areaHeight, double margin) {
    double fit =
        Math.min(
            Math.max(1, areaWidth - 2 * margin) / width,
            Math.max(1, areaHeight - 2 * margin) / height);
    double scale = fit * zoom;
    return new Place(
        offset(width * scale, areaWidth, centreX),
        offset(height * scale, areaHeight, centreY),
        scale);
  }

  /** The same place under the pointer, nearer or farther. */
  public Framing zoomedAbout(
      double px,
      double py,
      double factor,
      double width,
      double height,
      double areaWidth,
      double areaHeight,
      double margin) {
    double next = Math.clamp(zoom * factor, 1, MOST);
    if (next == 1) {
      return WHOLE;
    }
    Place now = place(width, height, areaWidth, areaHeight, margin);
    double u = (px - now.x()) / (now.scale() * width);
    double v = (py - now.y()) / (now.scale() * height);
    double scale = now.scale() / zoom * next;
    return new Framing(
        next,
        Math.clamp(u + (areaWidth / 2 - px) / (scale * width), 0, 1),
        Math.clamp(v + (areaHeight / 2 - py) / (scale * height), 0, 1));
  }

  /** Moved by so many pixels of the screen. */
  public Framing panned(double dx, double dy, double width, double height, double scale) {
    return zoom == 1
        ? this
        : new Framing(
            zoom,
            Math.clamp(centreX - dx / (scale * width), 0, 1),
            Math.clamp(centreY - dy / (scale * height), 0, 1));
  }

  /** Centred when it fits, else so that the centre point is in the middle. */
  private static double offset(double size, double area, double centre) {
    return size <= area ? Math.rint((area - size) / 2) : Math.rint(area / 2 - centre * size);
  }
}
