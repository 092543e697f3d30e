package monge.views.picture;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.stream.Stream;
import monge.numeric.Kernels;
import monge.plan.Coupling;

/**
 * The entries of a plan that are drawn, faintest first, and what is left out. Entries below a share
 * of the largest one are left out, and never are more than {@value #MOST} drawn.
 */
public final class PlanEntries {

  /** More lines than that are not told apart by eye. */
  public static final int MOST = 20_000;

  /** Above that many lines the plan is drawn as a texture. */
  static final int DENSE = 2_000;

  private static final Map<Coupling, List<PlanEntries>> KNOWN = new WeakHashMap<>();
  private static final int REMEMBERED = 3;

  /** So many entries are gathered before those that are too faint in any case are thrown out. */
  private static final int AT_ONCE = 4 * MOST;

  private final double hideBelow;
  private final int[] rows;
  private final int[] columns;
  private final double[] masses;
  private final double total;
  private final double drawn;
  private final double threshold;
  private final long positive;

  private PlanEntries(
      double hideBelow,
      int[] rows,
      int[] columns,
      double[] masses,
      double total,
      double threshold,
      long positive) {
    this.hideBelow = hideBelow;
    this.rows = rows;
    this.columns = columns;
    this.masses = masses;
    this.total = total;
    this.drawn = Arrays.stream(masses).sum();
    this.threshold = threshold;
    this.positive = positive;
  }

  /**
   * The entries of at least {@code hideBelow} of the largest one. Remembered for each plan while
   * the plan lives, since a picture is made anew at every frame of a motion.
   */
  public static PlanEntries of(Coupling coupling, double hideBelow) {
    synchronized (KNOWN) {
      for (PlanEntries known : KNOWN.getOrDefault(coupling, List.of())) {
        if (known.hideBelow == hideBelow) {
          return known;
        }
      }
    }
    PlanEntries made = gather(coupling, hideBelow);
    synchronized (KNOWN) {
      // Views hide different shares of one plan; a moved slider must not pile up lists.
      KNOWN.merge(
          coupling,
          List.of(made),
          (older, newer) ->
              Stream.concat(newer.stream(), older.stream()).limit(REMEMBERED).toList());
    }
    return made;
  }

  public int count() {
    return masses.length;
  }

  public int row(int k) {
    return rows[k];
  }

  public int column(int k) {
    return columns[k];
  }

  public double mass(int k) {
    return masses[k];
  }

  /**
   * An entry that only three in a thousand of those drawn exceed; one stray line dims no others.
   */
  double strong() {
    return masses.length == 0 ? 0 : masses[(int) (0.997 * (masses.length - 1))];
  }

  /** The sum of all entries, drawn or not. */
  public double total() {
    return total;
  }

  /** Entries below that are not drawn. */
  public double threshold() {
    return threshold;
  }

  /** How many entries are positive, drawn or not. */
  public long positive() {
    return positive;
  }

  /** The share of the mass that is not drawn. */
  public double hiddenShare() {
    return masses.length == positive || total == 0 ? 0 : Math.max(0, 1 - drawn / total);
  }

  boolean dense() {
    return masses.length > DENSE;
  }

  private static PlanEntries gather(Coupling coupling, double hideBelow) {
    Collector all =
        new Collector(hideBelow, Kernels.forEntries((long) coupling.rows() * coupling.columns()));
    coupling.forEachRow(all);
    double threshold = hideBelow * all.largest;
    int kept = all.compact(threshold);
    if (kept > MOST) {
      threshold = all.thresholdFor(MOST);
      kept = all.compact(threshold);
      kept = all.thin(kept, MOST);
    }
    // Mass above and position below in one number: sorting numbers is quicker than sorting objects.
    long[] order = new long[kept];
    for (int k = 0; k < kept; k++) {
      order[k] = (long) Float.floatToIntBits((float) (all.masses[k] / all.largest)) << 32 | k;
    }
    Arrays.sort(order);
    int[] rows = new int[kept];
    int[] columns = new int[kept];
    double[] masses = new double[kept];
    for (int k = 0; k < kept; k++) {
      int at = (int) order[k];
      rows[k] = all.rows[at];
      columns[k] = all.columns[at];
      masses[k] = all.masses[at];
    }
    return new PlanEntries(hideBelow, rows, columns, masses, all.total, threshold, all.positive);
  }

  /** One pass over the plan that keeps what may turn out to be above the threshold. */
  private static final class Collector implements Coupling.RowVisitor {
    private final double hideBelow;
    private final Kernels kernels;
    private int[] rows = new int[1024];
    private int[] columns = new int[1024];
    private double[] masses = new double[1024];
    private int count;
    private double largest;

    /** What is fainter is not among the {@link #MOST} largest. */
    private double floor;

    private double total;
    private long positive;

    Collector(double hideBelow, Kernels kernels) {
      this.hideBelow = hideBelow;
      this.kernels = kernels;
    }

    @Override
    public void row(int i, int[] columnOf, double[] massOf, int from, int to) {
      double sum = 0;
      double most = largest;
      int more = 0;
      if (from == 0 && kernels.min(massOf, to) >= 0) {
        sum = kernels.sum(massOf, to);
        most = Math.max(most, kernels.max(massOf, to));
        for (int k = 0; k < to; k++) {
          more += massOf[k] > 0 ? 1 : 0;
        }
      } else {
        for (int k = from; k < to; k++) {
          double mass = massOf[k];
          if (mass > 0) {
            more++;
            sum += mass;
            most = mass > most ? mass : most;
          }
        }
      }
      positive += more;
      total += sum;
      largest = most;
      double least = Math.max(hideBelow * most, floor);
      for (int k = from; k < to; k++) {
        if (massOf[k] >= least && massOf[k] > 0) {
          keep(i, columnOf[k], massOf[k]);
        }
      }
    }

    private void keep(int i, int j, double mass) {
      if (count == masses.length) {
        makeRoom();
      }
      rows[count] = i;
      columns[count] = j;
      masses[count++] = mass;
    }

    private void makeRoom() {
      compact(hideBelow * largest);
      if (masses.length >= AT_ONCE && count > masses.length / 2) {
        floor = thresholdFor(MOST);
        compact(floor);
      }
      if (count > masses.length / 2) {
        int length = Math.max(2 * count, masses.length);
        rows = Arrays.copyOf(rows, length);
        columns = Arrays.copyOf(columns, length);
        masses = Arrays.copyOf(masses, length);
      }
    }

    int compact(double least) {
      int kept = 0;
      for (int k = 0; k < count; k++) {
        if (masses[k] >= least) {
          rows[kept] = rows[k];
          columns[kept] = columns[k];
          masses[kept++] = masses[k];
        }
      }
      count = kept;
      return kept;
    }

    /**
     * The least threshold that leaves at most {@code most}, of those with 32 leading binary digits.
     * Where so many are equal that it leaves none, it leaves all of them, to be thinned. To be
     * asked where there are more.
     */
    double thresholdFor(int most) {
      long prefix = 0;
      int above = 0;
      for (int shift = 48; shift >= 32; shift -= 16) {
        int[] bins = new int[1 << 16];
        for (int k = 0; k < count; k++) {
          long bits = Double.doubleToRawLongBits(masses[k]) >>> shift;
          if (bits >>> 16 == prefix) {
            bins[(int) bits & 0xffff]++;
          }
        }
        int bin = bins.length - 1;
        while (above + bins[bin] <= most) {
          above += bins[bin--];
        }
        prefix = prefix << 16 | bin;
      }
      return Double.longBitsToDouble((above == 0 ? prefix : prefix + 1) << 32);
    }

    /** Takes evenly among equals. */
    int thin(int kept, int most) {
      if (kept <= most) {
        return kept;
      }
      double stride = (double) kept / most;
      for (int k = 0; k < most; k++) {
        int from = (int) (k * stride);
        rows[k] = rows[from];
        columns[k] = columns[from];
        masses[k] = masses[from];
      }
      count = most;
      return most;
    }
  }
}
