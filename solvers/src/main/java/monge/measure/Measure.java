package monge.measure;

/** A finite positive measure: what is moved from, or moved to. */
public sealed interface Measure permits DiscreteMeasure, GaussianMeasure {

  /** The dimension of the space it lives in; 0 when only its weights are known. */
  int dimension();
}
