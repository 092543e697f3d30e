package monge.app.gaussians;

/** Which of the two Gaussians. */
enum Side {
  SOURCE,
  TARGET
}
