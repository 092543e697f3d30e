package monge.numeric;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels on the machine's widest vectors. Loaded by name, see {@link KernelHolder}.
 *
 * <p>No method takes or gives back a vector, but for sums at the end of a loop: whether Java's
 * compiler inlines a method of ours depends on which it happens to compile first, and a vector that
 * crosses a call is moved to the heap, which takes longer than the work on it. So loops are written
 * out, and what two have in common is a loop of its own.
 */
final class VectorKernels implements Kernels {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static final double LOG2_E = 1.4426950408889634;
  // ln 2 in two parts; the first has trailing zeros, so that k * LN2_HIGH is exact.
  private static final double LN2_HIGH = 0x1.62e42fee00000p-1;
  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
  // Adding it rounds to a whole number that then stands in the lowest bits.
  private static final double ROUND = 0x1.8p52;
  private static final long ONE_BITS = 0x3ff0000000000000L;
  private static final long ROUND_BITS = 0x4338000000000000L;
  private static final long ROOT_HALF_BITS = 0x3fe6a09e667f3bcdL;
  private static final double LEAST = -708;
  private static final double MOST = 709.7;

  private static final double[] ZEROS = new double[1024];

  VectorKernels() {}

  /** The sum of the lanes, from the first to the last: reduceLanes promises no order. */
  private static double total(DoubleVector x) {
    double[] lanes = x.toArray();
    double sum = lanes[0];
    for (int k = 1; k < lanes.length; k++) {
      sum += lanes[k];
    }
    return sum;
  }

  @Override
  public double max(double[] x, int from, int to) {
    DoubleVector max = DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY);
    int k = from;
    for (; k <= to - LANES; k += LANES) {
      max = max.max(DoubleVector.fromArray(SPECIES, x, k));
    }
    double result = max.reduceLanes(VectorOperators.MAX);
    for (; k < to; k++) {
      result = Math.max(result, x[k]);
    }
    return result;
  }

  @Override
  public double sum(double[] x, int n) {
    DoubleVector sum = DoubleVector.zero(SPECIES);
    int k = 0;
    for (; k <= n - LANES; k += LANES) {
      sum = sum.add(DoubleVector.fromArray(SPECIES, x, k));
    }
    double result = total(sum);
    for (; k < n; k++) {
      result += x[k];
    }
    return result;
  }

  @Override
  public double dot(double[] x, double[] y, int from, int to) {
    DoubleVector s0 = DoubleVector.zero(SPECIES);
    DoubleVector s1 = DoubleVector.zero(SPECIES);
    int k = from;
    for (; k <= to - 2 * LANES; k += 2 * LANES) {
      s0 = DoubleVector.fromArray(SPECIES, x, k).fma(DoubleVector.fromArray(SPECIES, y, k), s0);
      s1 =
          DoubleVector.fromArray(SPECIES, x, k + LANES)
              .fma(DoubleVector.fromArray(SPECIES, y, k + LANES), s1);
    }
    double result = total(s0.add(s1));
    for (; k < to; k++) {
      result += x[k] * y[k];
    }
    return result;
  }

  @Override
  public void axpy(double alpha, double[] x, double[] y, int from, int to) {
    DoubleVector a = DoubleVector.broadcast(SPECIES, alpha);
    int k = from;
    for (; k <= to - LANES; k += LANES) {
      DoubleVector.fromArray(SPECIES, x, k)
          .fma(a, DoubleVector.fromArray(SPECIES, y, k))
          .intoArray(y, k);
    }
    for (; k < to; k++) {
      y[k] += alpha * x[k];
    }
  }

  @Override
  public void exp(double[] x, int n) {
    for (int k = 0; k < n; k += ZEROS.length) {
      exponentials(0, ZEROS, -k, -1, x, x, k, Math.min(n, k + ZEROS.length));
    }
  }

  @Override
  public double scaledKernelRow(
      double shift, double[] g, double scale, double[] c, double[] out, int from, int to) {
    return exponentials(shift, g, 0, scale, c, out, from, to);
  }

  /**
   * {@code out_j = exp(shift + g[j + ahead] - scale c_j)} for j in {@code [from, to)}, and their
   * sum. {@code exp(x) = 2^k exp(r)} with {@code |r| <= ln(2)/2} and the polynomial of degree 11
   * nearest to {@code exp(r)}, within 4e-18 of it, relatively.
   */
  private static double exponentials(
      double shift,
      double[] g,
      int ahead,
      double scale,
      double[] c,
      double[] out,
      int from,
      int to) {
    DoubleVector minusScale = DoubleVector.broadcast(SPECIES, -scale);
    DoubleVector minusHigh = DoubleVector.broadcast(SPECIES, -LN2_HIGH);
    DoubleVector minusLow = DoubleVector.broadcast(SPECIES, -LN2_LOW);
    DoubleVector sum = DoubleVector.zero(SPECIES);
    int j = from;
    for (; j <= to - LANES; j += LANES) {
      DoubleVector x =
          DoubleVector.fromArray(SPECIES, c, j)
              .fma(minusScale, DoubleVector.fromArray(SPECIES, g, j + ahead).add(shift));
      DoubleVector t = x.lanewise(VectorOperators.FMA, LOG2_E, ROUND);
      DoubleVector k = t.sub(ROUND);
      DoubleVector r = k.fma(minusHigh, x);
      r = k.fma(minusLow, r);
      DoubleVector p = DoubleVector.broadcast(SPECIES, 2.5110049204818659793e-8);
      p = p.fma(r, DoubleVector.broadcast(SPECIES, 2.763265472252779189e-7));
      p = p.fma(r, DoubleVector.broadcast(SPECIES, 2.7557240887229868596e-6));
      p = p.fma(r, DoubleVector.broadcast(SPECIES, 2.4801485441561312966e-5));
      p = p.fma(r, DoubleVector.broadcast(SPECIES, 1.9841269890076402824e-4));
      p = p.fma(r, DoubleVector.broadcast(SPECIES, 1.3888888952352862866e-3));
      p = p.fma(r, DoubleVector.broadcast(SPECIES, 8.3333333333195896163e-3));
      p = p.fma(r, DoubleVector.broadcast(SPECIES, 4.166666666648795252e-2));
      p = p.fma(r, DoubleVector.broadcast(SPECIES, 0.1666666666666668082));
      p = p.fma(r, DoubleVector.broadcast(SPECIES, 0.50000000000000184039));
      p = p.fma(r, DoubleVector.broadcast(SPECIES, 1.0));
      p = p.fma(r, DoubleVector.broadcast(SPECIES, 1.0));
      LongVector power = t.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52).add(ONE_BITS);
      DoubleVector value = p.mul(power.reinterpretAsDoubles());
      value = value.blend(0, x.compare(VectorOperators.LT, LEAST));
      value = value.blend(Double.POSITIVE_INFINITY, x.compare(VectorOperators.GT, MOST));
      value.intoArray(out, j);
      sum = sum.add(value);
    }
    double result = total(sum);
    if (j < to) {
      double[] rest = new double[LANES];
      Arrays.fill(rest, Double.NEGATIVE_INFINITY); // Whose exponentials add nothing.
      for (int k = j; k < to; k++) {
        rest[k - j] = Math.fma(c[k], -scale, g[k + ahead] + shift);
      }
      result += exponentials(0, ZEROS, 0, -1, rest, rest, 0, LANES);
      System.arraycopy(rest, 0, out, j, to - j);
    }
    return result;
  }

  /**
   * {@code log(2^k (1 + f)) = k ln 2 + log(1 + f)}, 1 + f between the roots of 1/2 and 2; with
   * {@code s = f/(2 + f)}, {@code log(1 + f) = f - f^2/2 + s (f^2/2 + r)}, {@code r = 2 s^2/3 + 2
   * s^4/5 + ...}, cut off below 2e-18.
   */
  @Override
  public void log(double[] x, int n) {
    int j = 0;
    for (; j <= n - LANES; j += LANES) {
      LongVector bits = DoubleVector.fromArray(SPECIES, x, j).reinterpretAsLongs();
      LongVector power = bits.sub(ROOT_HALF_BITS).lanewise(VectorOperators.ASHR, 52);
      DoubleVector f =
          bits.sub(power.lanewise(VectorOperators.LSHL, 52)).reinterpretAsDoubles().sub(1);
      DoubleVector k = power.add(ROUND_BITS).reinterpretAsDoubles().sub(ROUND);
      DoubleVector s = f.div(f.add(2));
      DoubleVector z = s.mul(s);
      DoubleVector r = DoubleVector.broadcast(SPECIES, 2.0 / 21);
      r = r.fma(z, DoubleVector.broadcast(SPECIES, 2.0 / 19));
      r = r.fma(z, DoubleVector.broadcast(SPECIES, 2.0 / 17));
      r = r.fma(z, DoubleVector.broadcast(SPECIES, 2.0 / 15));
      r = r.fma(z, DoubleVector.broadcast(SPECIES, 2.0 / 13));
      r = r.fma(z, DoubleVector.broadcast(SPECIES, 2.0 / 11));
      r = r.fma(z, DoubleVector.broadcast(SPECIES, 2.0 / 9));
      r = r.fma(z, DoubleVector.broadcast(SPECIES, 2.0 / 7));
      r = r.fma(z, DoubleVector.broadcast(SPECIES, 2.0 / 5));
      r = r.fma(z, DoubleVector.broadcast(SPECIES, 2.0 / 3)).mul(z);
      DoubleVector half = f.mul(f).mul(0.5);
      DoubleVector low = s.mul(half.add(r)).add(k.mul(LN2_LOW));
      k.mul(LN2_HIGH).sub(half.sub(low).sub(f)).intoArray(x, j);
    }
    if (j < n) {
      double[] rest = new double[LANES];
      Arrays.fill(rest, 1);
      System.arraycopy(x, j, rest, 0, n - j);
      log(rest, LANES);
      System.arraycopy(rest, 0, x, j, n - j);
    }
  }

  @Override
  public double maxShifted(double[] g, double scale, double[] c, int from, int to) {
    DoubleVector minusScale = DoubleVector.broadcast(SPECIES, -scale);
    DoubleVector max = DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY);
    int j = from;
    for (; j <= to - LANES; j += LANES) {
      max =
          max.max(
              DoubleVector.fromArray(SPECIES, c, j)
                  .fma(minusScale, DoubleVector.fromArray(SPECIES, g, j)));
    }
    double result = max.reduceLanes(VectorOperators.MAX);
    for (; j < to; j++) {
      result = Math.max(result, g[j] - scale * c[j]);
    }
    return result;
  }

  @Override
  public void maxInto(double shift, double scale, double[] c, double[] out, int n) {
    DoubleVector minusScale = DoubleVector.broadcast(SPECIES, -scale);
    DoubleVector at = DoubleVector.broadcast(SPECIES, shift);
    int j = 0;
    for (; j <= n - LANES; j += LANES) {
      DoubleVector.fromArray(SPECIES, c, j)
          .fma(minusScale, at)
          .max(DoubleVector.fromArray(SPECIES, out, j))
          .intoArray(out, j);
    }
    for (; j < n; j++) {
      out[j] = Math.max(out[j], shift - scale * c[j]);
    }
  }

  @Override
  public double min(double[] x, int n) {
    DoubleVector min = DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY);
    int k = 0;
    for (; k <= n - LANES; k += LANES) {
      min = min.min(DoubleVector.fromArray(SPECIES, x, k));
    }
    double result = min.reduceLanes(VectorOperators.MIN);
    for (; k < n; k++) {
      result = Math.min(result, x[k]);
    }
    return result;
  }

  @Override
  public int indexOf(double value, double[] x, int from, int n) {
    int k = from;
    for (; k <= n - LANES; k += LANES) {
      VectorMask<Double> equal = DoubleVector.fromArray(SPECIES, x, k).eq(value);
      if (equal.anyTrue()) {
        return k + equal.firstTrue();
      }
    }
    for (; k < n; k++) {
      if (x[k] == value) {
        return k;
      }
    }
    return -1;
  }

  @Override
  public double leastReduced(double[] c, double[] g, int from, int n) {
    DoubleVector even = DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY);
    DoubleVector odd = even;
    int j = 0;
    for (; j <= n - 2 * LANES; j += 2 * LANES) {
      even =
          even.min(
              DoubleVector.fromArray(SPECIES, c, j)
                  .sub(DoubleVector.fromArray(SPECIES, g, from + j)));
      odd =
          odd.min(
              DoubleVector.fromArray(SPECIES, c, j + LANES)
                  .sub(DoubleVector.fromArray(SPECIES, g, from + j + LANES)));
    }
    double result = even.min(odd).reduceLanes(VectorOperators.MIN);
    for (; j < n; j++) {
      result = Math.min(result, c[j] - g[from + j]);
    }
    return result;
  }

  @Override
  public double reduce(double[] c, double[] g, int from, double[] out, int n) {
    DoubleVector min = DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY);
    int j = 0;
    for (; j <= n - LANES; j += LANES) {
      DoubleVector r =
          DoubleVector.fromArray(SPECIES, c, j).sub(DoubleVector.fromArray(SPECIES, g, from + j));
      r.intoArray(out, j);
      min = min.min(r);
    }
    double result = min.reduceLanes(VectorOperators.MIN);
    for (; j < n; j++) {
      out[j] = c[j] - g[from + j];
      result = Math.min(result, out[j]);
    }
    return result;
  }

  @Override
  public double leastReducedSquared(double[] x, double[][] axes, double[] g, int from, int n) {
    return switch (axes.length) {
      case 1 -> least1(x[0], axes[0], g, from, n);
      case 2 -> least2(x[0], x[1], axes[0], axes[1], g, from, n);
      case 3 -> least3(x[0], x[1], x[2], axes[0], axes[1], axes[2], g, from, n);
      default -> leastOfMany(x, axes, g, from, n);
    };
  }

  private static double least1(double x0, double[] y0, double[] g, int from, int n) {
    DoubleVector p0 = DoubleVector.broadcast(SPECIES, x0);
    DoubleVector min = DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY);
    int j = 0;
    for (; j <= n - LANES; j += LANES) {
      DoubleVector d0 = p0.sub(DoubleVector.fromArray(SPECIES, y0, j));
      min = min.min(d0.mul(d0).sub(DoubleVector.fromArray(SPECIES, g, from + j)));
    }
    double result = min.reduceLanes(VectorOperators.MIN);
    for (; j < n; j++) {
      double d0 = x0 - y0[j];
      result = Math.min(result, d0 * d0 - g[from + j]);
    }
    return result;
  }

  private static double least2(
      double x0, double x1, double[] y0, double[] y1, double[] g, int from, int n) {
    DoubleVector p0 = DoubleVector.broadcast(SPECIES, x0);
    DoubleVector p1 = DoubleVector.broadcast(SPECIES, x1);
    DoubleVector even = DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY);
    DoubleVector odd = even;
    int j = 0;
    for (; j <= n - 2 * LANES; j += 2 * LANES) {
      DoubleVector d0 = p0.sub(DoubleVector.fromArray(SPECIES, y0, j));
      DoubleVector d1 = p1.sub(DoubleVector.fromArray(SPECIES, y1, j));
      DoubleVector c = d1.fma(d1, d0.mul(d0));
      even = even.min(c.sub(DoubleVector.fromArray(SPECIES, g, from + j)));
      DoubleVector e0 = p0.sub(DoubleVector.fromArray(SPECIES, y0, j + LANES));
      DoubleVector e1 = p1.sub(DoubleVector.fromArray(SPECIES, y1, j + LANES));
      DoubleVector e = e1.fma(e1, e0.mul(e0));
      odd = odd.min(e.sub(DoubleVector.fromArray(SPECIES, g, from + j + LANES)));
    }
    if (j <= n - LANES) {
      DoubleVector d0 = p0.sub(DoubleVector.fromArray(SPECIES, y0, j));
      DoubleVector d1 = p1.sub(DoubleVector.fromArray(SPECIES, y1, j));
      DoubleVector c = d1.fma(d1, d0.mul(d0));
      even = even.min(c.sub(DoubleVector.fromArray(SPECIES, g, from + j)));
      j += LANES;
    }
    double result = even.min(odd).reduceLanes(VectorOperators.MIN);
    for (; j < n; j++) {
      double d0 = x0 - y0[j];
      double d1 = x1 - y1[j];
      result = Math.min(result, d0 * d0 + d1 * d1 - g[from + j]);
    }
    return result;
  }

  private static double least3(
      double x0,
      double x1,
      double x2,
      double[] y0,
      double[] y1,
      double[] y2,
      double[] g,
      int from,
      int n) {
    DoubleVector p0 = DoubleVector.broadcast(SPECIES, x0);
    DoubleVector p1 = DoubleVector.broadcast(SPECIES, x1);
    DoubleVector p2 = DoubleVector.broadcast(SPECIES, x2);
    DoubleVector min = DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY);
    int j = 0;
    for (; j <= n - LANES; j += LANES) {
      DoubleVector d0 = p0.sub(DoubleVector.fromArray(SPECIES, y0, j));
      DoubleVector d1 = p1.sub(DoubleVector.fromArray(SPECIES, y1, j));
      DoubleVector d2 = p2.sub(DoubleVector.fromArray(SPECIES, y2, j));
      DoubleVector c = d2.fma(d2, d1.fma(d1, d0.mul(d0)));
      min = min.min(c.sub(DoubleVector.fromArray(SPECIES, g, from + j)));
    }
    double result = min.reduceLanes(VectorOperators.MIN);
    for (; j < n; j++) {
      double d0 = x0 - y0[j];
      double d1 = x1 - y1[j];
      double d2 = x2 - y2[j];
      result = Math.min(result, d0 * d0 + d1 * d1 + d2 * d2 - g[from + j]);
    }
    return result;
  }

  private static double leastOfMany(double[] x, double[][] axes, double[] g, int from, int n) {
    DoubleVector min = DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY);
    int j = 0;
    for (; j <= n - LANES; j += LANES) {
      DoubleVector c = DoubleVector.zero(SPECIES);
      for (int k = 0; k < axes.length; k++) {
        DoubleVector d =
            DoubleVector.broadcast(SPECIES, x[k]).sub(DoubleVector.fromArray(SPECIES, axes[k], j));
        c = d.fma(d, c);
      }
      min = min.min(c.sub(DoubleVector.fromArray(SPECIES, g, from + j)));
    }
    double result = min.reduceLanes(VectorOperators.MIN);
    for (; j < n; j++) {
      double c = 0;
      for (int k = 0; k < axes.length; k++) {
        double d = x[k] - axes[k][j];
        c += d * d;
      }
      result = Math.min(result, c - g[from + j]);
    }
    return result;
  }

  @Override
  public double mostViolated(double f, double[] g, double[] c, int n) {
    DoubleVector at = DoubleVector.broadcast(SPECIES, f);
    DoubleVector max = DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY);
    int j = 0;
    for (; j <= n - LANES; j += LANES) {
      max =
          max.max(
              at.add(DoubleVector.fromArray(SPECIES, g, j))
                  .sub(DoubleVector.fromArray(SPECIES, c, j)));
    }
    double result = max.reduceLanes(VectorOperators.MAX);
    for (; j < n; j++) {
      result = Math.max(result, f + g[j] - c[j]);
    }
    return result;
  }

  @Override
  public double relax(
      double shift, double[] c, double[] g, double label, double[] key, double[] origin, int n) {
    DoubleVector at = DoubleVector.broadcast(SPECIES, shift);
    DoubleVector least = DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY);
    int j = 0;
    for (; j <= n - LANES; j += LANES) {
      DoubleVector x =
          at.add(DoubleVector.fromArray(SPECIES, c, j)).sub(DoubleVector.fromArray(SPECIES, g, j));
      DoubleVector k = DoubleVector.fromArray(SPECIES, key, j);
      VectorMask<Double> nearer = x.compare(VectorOperators.LT, k);
      if (nearer.anyTrue()) {
        k = k.blend(x, nearer);
        k.intoArray(key, j);
        DoubleVector.fromArray(SPECIES, origin, j).blend(label, nearer).intoArray(origin, j);
      }
      least = least.min(k);
    }
    double result = least.reduceLanes(VectorOperators.MIN);
    for (; j < n; j++) {
      double x = shift + c[j] - g[j];
      if (x < key[j]) {
        key[j] = x;
        origin[j] = label;
      }
      result = Math.min(result, key[j]);
    }
    return result;
  }

  @Override
  public double relaxSquared(
      double shift,
      double x0,
      double x1,
      double[] y0,
      double[] y1,
      double[] g,
      double label,
      double[] key,
      double[] origin,
      int n) {
    DoubleVector at = DoubleVector.broadcast(SPECIES, shift);
    DoubleVector p0 = DoubleVector.broadcast(SPECIES, x0);
    DoubleVector p1 = DoubleVector.broadcast(SPECIES, x1);
    DoubleVector least = DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY);
    int j = 0;
    for (; j <= n - LANES; j += LANES) {
      DoubleVector d0 = p0.sub(DoubleVector.fromArray(SPECIES, y0, j));
      DoubleVector d1 = p1.sub(DoubleVector.fromArray(SPECIES, y1, j));
      DoubleVector x = at.add(d1.fma(d1, d0.mul(d0))).sub(DoubleVector.fromArray(SPECIES, g, j));
      DoubleVector k = DoubleVector.fromArray(SPECIES, key, j);
      VectorMask<Double> nearer = x.compare(VectorOperators.LT, k);
      if (nearer.anyTrue()) {
        k = k.blend(x, nearer);
        k.intoArray(key, j);
        DoubleVector.fromArray(SPECIES, origin, j).blend(label, nearer).intoArray(origin, j);
      }
      least = least.min(k);
    }
    double result = least.reduceLanes(VectorOperators.MIN);
    for (; j < n; j++) {
      double d0 = x0 - y0[j];
      double d1 = x1 - y1[j];
      double x = shift + (d0 * d0 + d1 * d1) - g[j];
      if (x < key[j]) {
        key[j] = x;
        origin[j] = label;
      }
      result = Math.min(result, key[j]);
    }
    return result;
  }

  @Override
  public void squaredDistances(double[] x, double[][] axes, double[] out, int n) {
    if (axes.length > 1) {
      firstTwo(x[0], x[1], axes[0], axes[1], out, n);
    } else {
      Arrays.fill(out, 0, n, 0);
    }
    for (int k = axes.length > 1 ? 2 : 0; k < axes.length; k++) {
      oneMore(x[k], axes[k], out, n);
    }
  }

  private static void firstTwo(
      double x0, double x1, double[] y0, double[] y1, double[] out, int n) {
    DoubleVector p0 = DoubleVector.broadcast(SPECIES, x0);
    DoubleVector p1 = DoubleVector.broadcast(SPECIES, x1);
    int j = 0;
    for (; j <= n - LANES; j += LANES) {
      DoubleVector d0 = p0.sub(DoubleVector.fromArray(SPECIES, y0, j));
      DoubleVector d1 = p1.sub(DoubleVector.fromArray(SPECIES, y1, j));
      d1.fma(d1, d0.mul(d0)).intoArray(out, j);
    }
    for (; j < n; j++) {
      double d0 = x0 - y0[j];
      double d1 = x1 - y1[j];
      out[j] = d0 * d0 + d1 * d1;
    }
  }

  private static void oneMore(double x, double[] y, double[] out, int n) {
    DoubleVector at = DoubleVector.broadcast(SPECIES, x);
    int j = 0;
    for (; j <= n - LANES; j += LANES) {
      DoubleVector d = at.sub(DoubleVector.fromArray(SPECIES, y, j));
      d.fma(d, DoubleVector.fromArray(SPECIES, out, j)).intoArray(out, j);
    }
    for (; j < n; j++) {
      double d = x - y[j];
      out[j] += d * d;
    }
  }

  @Override
  public int tileColumns() {
    return 3 * LANES;
  }

  // Twelve accumulators written out, and stores in the same method: arrays of vectors or a helper
  // for the stores would move them from registers to the heap.
  @Override
  public void multiplyTile(
      double[] a,
      int aFrom,
      double[] b,
      int bFrom,
      int depth,
      double[] c0,
      double[] c1,
      double[] c2,
      double[] c3,
      int column) {
    DoubleVector s00 = DoubleVector.zero(SPECIES);
    DoubleVector s01 = DoubleVector.zero(SPECIES);
    DoubleVector s02 = DoubleVector.zero(SPECIES);
    DoubleVector s10 = DoubleVector.zero(SPECIES);
    DoubleVector s11 = DoubleVector.zero(SPECIES);
    DoubleVector s12 = DoubleVector.zero(SPECIES);
    DoubleVector s20 = DoubleVector.zero(SPECIES);
    DoubleVector s21 = DoubleVector.zero(SPECIES);
    DoubleVector s22 = DoubleVector.zero(SPECIES);
    DoubleVector s30 = DoubleVector.zero(SPECIES);
    DoubleVector s31 = DoubleVector.zero(SPECIES);
    DoubleVector s32 = DoubleVector.zero(SPECIES);
    int aAt = aFrom;
    int bAt = bFrom;
    for (int k = 0; k < depth; k++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bAt);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, bAt + LANES);
      DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, bAt + 2 * LANES);
      DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[aAt + 0]);
      s00 = a0.fma(b0, s00);
      s01 = a0.fma(b1, s01);
      s02 = a0.fma(b2, s02);
      DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[aAt + 1]);
      s10 = a1.fma(b0, s10);
      s11 = a1.fma(b1, s11);
      s12 = a1.fma(b2, s12);
      DoubleVector a2 = DoubleVector.broadcast(SPECIES, a[aAt + 2]);
      s20 = a2.fma(b0, s20);
      s21 = a2.fma(b1, s21);
      s22 = a2.fma(b2, s22);
      DoubleVector a3 = DoubleVector.broadcast(SPECIES, a[aAt + 3]);
      s30 = a3.fma(b0, s30);
      s31 = a3.fma(b1, s31);
      s32 = a3.fma(b2, s32);
      aAt += 4;
      bAt += 3 * LANES;
    }
    s00.add(DoubleVector.fromArray(SPECIES, c0, column)).intoArray(c0, column);
    s01.add(DoubleVector.fromArray(SPECIES, c0, column + LANES)).intoArray(c0, column + LANES);
    s02.add(DoubleVector.fromArray(SPECIES, c0, column + 2 * LANES))
        .intoArray(c0, column + 2 * LANES);
    s10.add(DoubleVector.fromArray(SPECIES, c1, column)).intoArray(c1, column);
    s11.add(DoubleVector.fromArray(SPECIES, c1, column + LANES)).intoArray(c1, column + LANES);
    s12.add(DoubleVector.fromArray(SPECIES, c1, column + 2 * LANES))
        .intoArray(c1, column + 2 * LANES);
    s20.add(DoubleVector.fromArray(SPECIES, c2, column)).intoArray(c2, column);
    s21.add(DoubleVector.fromArray(SPECIES, c2, column + LANES)).intoArray(c2, column + LANES);
    s22.add(DoubleVector.fromArray(SPECIES, c2, column + 2 * LANES))
        .intoArray(c2, column + 2 * LANES);
    s30.add(DoubleVector.fromArray(SPECIES, c3, column)).intoArray(c3, column);
    s31.add(DoubleVector.fromArray(SPECIES, c3, column + LANES)).intoArray(c3, column + LANES);
    s32.add(DoubleVector.fromArray(SPECIES, c3, column + 2 * LANES))
        .intoArray(c3, column + 2 * LANES);
  }

  @Override
  public String description() {
    return LANES + " doubles a vector";
  }
}
