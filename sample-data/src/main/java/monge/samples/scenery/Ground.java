package monge.samples.scenery;

/** A landscape seen in perspective: its height, its colour, and the light it stands in. */
interface Ground {

  /** Metres above the sea at metres right of and ahead of the camera. */
  double height(double x, double z);

  /**
   * The light that leaves the ground towards the camera, before haze.
   *
   * @param slope 0 flat to 1 upright
   * @param sun the cosine between the ground's normal and the sun, 0 in shadow
   * @param sky how much of the sky it sees, 0 to 1
   */
  void shade(double x, double z, double height, double slope, double sun, double sky, Light out);
}
