package monge.samples.scenery;

/** A colour of light, linear, that can be mixed in place without making objects. */
final class Light {

  double r;
  double g;
  double b;

  Light set(double red, double green, double blue) {
    r = red;
    g = green;
    b = blue;
    return this;
  }

  /** Moves towards a colour by a share in [0,1]. */
  Light mix(double red, double green, double blue, double share) {
    r += share * (red - r);
    g += share * (green - g);
    b += share * (blue - b);
    return this;
  }

  Light mix(Light other, double share) {
    return mix(other.r, other.g, other.b, share);
  }

  Light plus(double red, double green, double blue, double factor) {
    r += factor * red;
    g += factor * green;
    b += factor * blue;
    return this;
  }

  Light times(double factor) {
    r *= factor;
    g *= factor;
    b *= factor;
    return this;
  }

  Light times(double red, double green, double blue) {
    r *= red;
    g *= green;
    b *= blue;
    return this;
  }

  /** 0 below {@code from}, 1 above {@code to}, smooth between. */
  static double step(double from, double to, double x) {
    double t = Math.clamp((x - from) / (to - from), 0, 1);
    return t * t * (3 - 2 * t);
  }
}
