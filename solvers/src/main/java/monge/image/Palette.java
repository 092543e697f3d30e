package monge.image;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import monge.measure.DiscreteMeasure;
import monge.numeric.Parallel;

/**
 * The colours of a picture as a weighted point cloud in a colour space; weights sum to 1. Pixels
 * whose alpha is 0 are not part of it. Immutable.
 *
 * @param colours points of dimension 3 in {@code space}
 */
public record Palette(ColorSpace space, DiscreteMeasure colours) {

  /** Clustering looks at this many pixels at most, drawn at random. */
  private static final int PIXELS_CLUSTERED = 1 << 15;

  private static final int LLOYD_STEPS = 30;

  /** Points of one part of a loop over all of them. */
  private static final int POINTS_AT_LEAST = 1024;

  /**
   * @throws IllegalArgumentException if the points have another dimension than 3
   */
  public Palette {
    if (colours.dimension() != 3) {
      throw new IllegalArgumentException(
          "a palette needs points of dimension 3, found %d".formatted(colours.dimension()));
    }
  }

  /** How a palette is drawn from a picture. */
  public enum Method {
    /** Cluster centres, weighted by the share of pixels. */
    KMEANS("kmeans", "k-means clusters"),
    /** Random pixels of equal weight. */
    SAMPLE("sample", "Random pixels");

    private final String id;
    private final String label;

    Method(String id, String label) {
      this.id = id;
      this.label = label;
    }

    public String id() {
      return id;
    }

    public String label() {
      return label;
    }

    /**
     * The method of that id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Method named(String id) {
      for (Method method : values()) {
        if (method.id.equals(id)) {
          return method;
        }
      }
      throw new IllegalArgumentException(
          "unknown palette '%s': expected kmeans or sample".formatted(id));
    }
  }

  /**
   * The palette of a picture by either method.
   *
   * @throws IllegalArgumentException if the count is below 1 or no pixel is visible
   */
  public static Palette of(
      PixelImage image, ColorSpace space, Method method, int count, long seed) {
    return switch (method) {
      case KMEANS -> kMeans(image, space, count, seed);
      case SAMPLE -> sample(image, space, count, seed);
    };
  }

  /**
   * {@code count} pixels drawn at random without replacement, equal weights; fewer if the picture
   * has fewer visible pixels. The same seed draws the same pixels. O(pixels).
   *
   * @throws IllegalArgumentException if the count is below 1 or no pixel is visible
   */
  public static Palette sample(PixelImage image, ColorSpace space, int count, long seed) {
    requirePositive(count);
    return new Palette(
        space,
        DiscreteMeasure.uniform(rows(drawn(image, space, count, new SplittableRandom(seed)))));
  }

  /**
   * Centres of at most {@code count} clusters of the picture's colours, weighted by the share of
   * pixels: k-means++ seeding (Arthur and Vassilvitskii 2007), then Lloyd's steps. Looks at 32768
   * random pixels. Fewer centres come back if the picture has fewer distinct colours. O(pixels),
   * and 32768 × count a step, of at most 30.
   *
   * @throws IllegalArgumentException if the count is below 1 or no pixel is visible
   */
  public static Palette kMeans(PixelImage image, ColorSpace space, int count, long seed) {
    requirePositive(count);
    SplittableRandom random = new SplittableRandom(seed);
    double[] points = drawn(image, space, PIXELS_CLUSTERED, random);
    int n = points.length / 3;
    double[] ones = new double[n];
    Arrays.fill(ones, 1.0 / n);
    return clustered(space, points, ones, count, random).palette();
  }

  /** A coarser palette and the cluster of each colour of the finer one. */
  public record Grouping(Palette palette, int[] groupOf) {
    public Grouping {
      groupOf = groupOf.clone();
    }

    @Override
    public int[] groupOf() {
      return groupOf.clone();
    }
  }

  /**
   * The palette clustered to at most {@code count} colours, by weighted k-means, dark to light.
   *
   * @throws IllegalArgumentException if the count is below 1
   */
  public Grouping grouped(int count, long seed) {
    requirePositive(count);
    Grouping found = clustered(space, flat(), colours.weights(), count, new SplittableRandom(seed));
    // From dark to light, so that equal rows of swatches read alike.
    int k = found.palette().size();
    double[] lightness = new double[k];
    for (int i = 0; i < k; i++) {
      lightness[i] = found.palette().lightness(i);
    }
    Integer[] order = new Integer[k];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (i, j) -> Double.compare(lightness[i], lightness[j]));
    int[] rank = new int[k];
    double[][] points = new double[k][];
    double[] weights = new double[k];
    for (int r = 0; r < k; r++) {
      rank[order[r]] = r;
      points[r] = found.palette().colours.point(order[r]);
      weights[r] = found.palette().colours.weight(order[r]);
    }
    int[] groupOf = found.groupOf();
    for (int i = 0; i < groupOf.length; i++) {
      groupOf[i] = rank[groupOf[i]];
    }
    return new Grouping(new Palette(space, DiscreteMeasure.of(points, weights)), groupOf);
  }

  public int size() {
    return colours.size();
  }

  /** Colour {@code i} as an opaque 0xAARRGGBB display value, clipped to sRGB. */
  public int argb(int i) {
    double[] c = colours.point(i);
    space.toLinear(c, 0);
    int argb = 0xff;
    for (double l : c) {
      argb = argb << 8 | (int) Math.round(255 * Math.clamp(ColorSpace.encode(l), 0.0, 1.0));
    }
    return argb;
  }

  /** OKLab lightness of colour {@code i}: 0 is black, 1 white. */
  public double lightness(int i) {
    double[] c = colours.point(i);
    space.toLinear(c, 0);
    ColorSpace.OKLAB.fromLinear(c, 0);
    return c[0];
  }

  /** All colours as triples, one after the other. */
  double[] flat() {
    double[] c = new double[3 * size()];
    for (int i = 0; i < size(); i++) {
      for (int k = 0; k < 3; k++) {
        c[3 * i + k] = colours.coordinate(i, k);
      }
    }
    return c;
  }

  private static void requirePositive(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "a palette of %d colours: at least 1 is needed".formatted(count));
    }
  }

  /** Up to {@code count} distinct visible pixels, at random, as triples of the space. */
  private static double[] drawn(
      PixelImage image, ColorSpace space, int count, SplittableRandom random) {
    short[] samples = image.shared();
    int visible = 0;
    for (int i = 3; i < samples.length; i += 4) {
      if (samples[i] != 0) {
        visible++;
      }
    }
    if (visible == 0) {
      throw new IllegalArgumentException(
          "the picture of %d × %d pixels is transparent everywhere: it has no colours"
              .formatted(image.width(), image.height()));
    }
    int wanted = Math.min(count, visible);
    double[] points = new double[3 * wanted];
    int seen = 0;
    int taken = 0;
    // Selection sampling (Knuth, algorithm S): every subset of that size is equally likely.
    for (int i = 0; taken < wanted; i += 4) {
      if (samples[i + 3] == 0) {
        continue;
      }
      if (random.nextInt(visible - seen) < wanted - taken) {
        for (int k = 0; k < 3; k++) {
          double display = (samples[i + k] & PixelImage.FULL) / (double) PixelImage.FULL;
          points[3 * taken + k] = ColorSpace.decode(display);
        }
        space.fromLinear(points, 3 * taken);
        taken++;
      }
      seen++;
    }
    return points;
  }

  private static double[][] rows(double[] flat) {
    double[][] rows = new double[flat.length / 3][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(flat, 3 * i, 3 * i + 3);
    }
    return rows;
  }

  private static Grouping clustered(
      ColorSpace space, double[] points, double[] weights, int count, SplittableRandom random) {
    int n = weights.length;
    double[] centres = seeds(points, weights, count, random);
    int k = centres.length / 3;
    int[] nearest = new int[n];
    double[] sums = new double[3 * k];
    double[] mass = new double[k];
    for (int step = 0; step < LLOYD_STEPS; step++) {
      boolean moved = assign(points, centres, nearest) || step == 0;
      Arrays.fill(sums, 0);
      Arrays.fill(mass, 0);
      for (int i = 0; i < n; i++) {
        int c = nearest[i];
        mass[c] += weights[i];
        for (int axis = 0; axis < 3; axis++) {
          sums[3 * c + axis] += weights[i] * points[3 * i + axis];
        }
      }
      for (int c = 0; c < k; c++) {
        if (mass[c] > 0) {
          for (int axis = 0; axis < 3; axis++) {
            centres[3 * c + axis] = sums[3 * c + axis] / mass[c];
          }
        }
      }
      if (!moved) {
        break;
      }
    }
    return withoutEmpty(space, centres, mass, nearest);
  }

  /** k-means++: each further seed is drawn with probability proportional to w |x - seeds|^2. */
  private static double[] seeds(
      double[] points, double[] weights, int count, SplittableRandom random) {
    int n = weights.length;
    double[] centres = new double[3 * count];
    double[] distance = new double[n];
    Arrays.fill(distance, Double.MAX_VALUE);
    double[] chance = weights.clone();
    int found = 0;
    while (found < count) {
      int chosen = drawIndex(chance, random);
      if (chosen < 0) {
        break; // every point is a seed already: fewer distinct colours than asked for
      }
      System.arraycopy(points, 3 * chosen, centres, 3 * found, 3);
      for (int i = 0; i < n; i++) {
        distance[i] = Math.min(distance[i], squaredDistance(points, 3 * i, centres, 3 * found));
        chance[i] = weights[i] * distance[i];
      }
      found++;
    }
    return Arrays.copyOf(centres, 3 * found);
  }

  private static int drawIndex(double[] chance, SplittableRandom random) {
    double total = 0;
    for (double c : chance) {
      total += c;
    }
    if (!(total > 0)) {
      return -1;
    }
    double mark = random.nextDouble() * total;
    int last = -1;
    for (int i = 0; i < chance.length; i++) {
      if (chance[i] > 0) {
        last = i;
        mark -= chance[i];
        if (mark < 0) {
          return i;
        }
      }
    }
    return last;
  }

  /** Sets the nearest centre of every point; true if any changed. */
  private static boolean assign(double[] points, double[] centres, int[] nearest) {
    AtomicBoolean moved = new AtomicBoolean();
    Parallel.ranges(
        nearest.length,
        Parallel.parts(nearest.length, POINTS_AT_LEAST),
        (_, from, to) -> {
          if (assign(points, centres, nearest, from, to)) {
            moved.set(true);
          }
        });
    return moved.get();
  }

  private static boolean assign(
      double[] points, double[] centres, int[] nearest, int from, int to) {
    boolean moved = false;
    for (int i = from; i < to; i++) {
      double x = points[3 * i];
      double y = points[3 * i + 1];
      double z = points[3 * i + 2];
      double best = Double.MAX_VALUE;
      int at = 0;
      for (int c = 0; c < centres.length; c += 3) {
        double dx = x - centres[c];
        double dy = y - centres[c + 1];
        double dz = z - centres[c + 2];
        double d = dx * dx + dy * dy + dz * dz;
        if (d < best) {
          best = d;
          at = c;
        }
      }
      if (nearest[i] != at / 3) {
        nearest[i] = at / 3;
        moved = true;
      }
    }
    return moved;
  }

  private static Grouping withoutEmpty(
      ColorSpace space, double[] centres, double[] mass, int[] nearest) {
    int[] renamed = new int[mass.length];
    double[][] kept = new double[mass.length][];
    double[] weights = new double[mass.length];
    int count = 0;
    for (int c = 0; c < mass.length; c++) {
      if (mass[c] > 0) {
        renamed[c] = count;
        kept[count] = Arrays.copyOfRange(centres, 3 * c, 3 * c + 3);
        weights[count] = mass[c];
        count++;
      }
    }
    int[] groupOf = new int[nearest.length];
    for (int i = 0; i < groupOf.length; i++) {
      groupOf[i] = renamed[nearest[i]];
    }
    DiscreteMeasure colours =
        DiscreteMeasure.of(Arrays.copyOf(kept, count), Arrays.copyOf(weights, count));
    return new Grouping(new Palette(space, colours.normalised()), groupOf);
  }

  private static double squaredDistance(double[] p, int i, double[] q, int j) {
    double dx = p[i] - q[j];
    double dy = p[i + 1] - q[j + 1];
    double dz = p[i + 2] - q[j + 2];
    return dx * dx + dy * dy + dz * dz;
  }
}
