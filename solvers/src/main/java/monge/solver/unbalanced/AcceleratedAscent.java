package monge.solver.unbalanced;

import java.util.Arrays;
import monge.numeric.AndersonMixing;

/**
 * Alternating maximisation of a dual, mixed by Anderson's method. A mixed point at which the dual
 * is lower than before is given up for the plain one, so the dual never falls.
 */
final class AcceleratedAscent {

  private static final int DEPTH = 6;

  /** A fall of the dual by less than this share is rounding. */
  private static final double ROUNDING = 1e-13;

  /** One pass of the plain iteration. */
  interface Pass {
    /** Replaces the variables by their image; false if stopped. */
    boolean apply(double[] x);

    /** The dual at the variables the last pass began with. */
    double dual();

    /** The last pass is kept: what it has computed is the best answer yet. */
    void keep();
  }

  private final AndersonMixing mixing;
  private final double[] x;
  private final double[] plain;
  private double dual = Double.NEGATIVE_INFINITY;
  private double change = Double.POSITIVE_INFINITY;
  private boolean mixed;

  /**
   * @param start where the variables begin; copied
   */
  AcceleratedAscent(double[] start) {
    x = start.clone();
    plain = start.clone();
    mixing = new AndersonMixing(start.length, DEPTH);
  }

  /** One pass from the mixed point; false if stopped. */
  boolean advance(Pass pass) {
    double[] image = x.clone();
    if (!pass.apply(image)) {
      return false;
    }
    double found = pass.dual();
    if (mixed && !(found >= dual - ROUNDING * Math.abs(dual))) {
      System.arraycopy(plain, 0, x, 0, x.length);
      mixing.reset();
      mixed = false;
      return true;
    }
    dual = found;
    change = 0;
    for (int k = 0; k < x.length; k++) {
      change = Math.max(change, Math.abs(image[k] - x[k]));
    }
    System.arraycopy(image, 0, plain, 0, x.length);
    pass.keep();
    mixing.next(x, image, x);
    mixed = true;
    return true;
  }

  /** The image of the last pass that was kept. */
  double[] variables() {
    return Arrays.copyOf(plain, plain.length);
  }

  /** How far the last pass kept moved a variable at most. */
  double change() {
    return change;
  }

  double dual() {
    return dual;
  }
}
