package monge.image;

import java.util.Arrays;
import monge.projection.Conditional;
import monge.projection.EntropicMap;
import monge.solver.AffineSolution;
import monge.solver.PlanSolution;
import monge.solver.Solution;
import monge.solver.ValueSolution;

/**
 * A map of a colour space to itself that carries the colours of one picture to those of another,
 * blended with the identity: {@code x -> (1 - s) x + s T(x)} with strength s in [0,1], in the
 * working space. Immutable and thread-safe. Values are clipped only when pixels are written.
 */
public final class ColorTransfer {

  /** The edge of the table that stands in for a smooth map on pictures with more pixels than it. */
  private static final int TABLE = 65;

  /** Fidelity is measured on this many pixels, evenly spread. */
  private static final int PROBES = 4096;

  private final ColorSpace space;
  private final Extension extension;
  private final ColorMap map;
  private final double strength;

  private ColorTransfer(ColorSpace space, Extension extension, ColorMap map, double strength) {
    this.space = space;
    this.extension = extension;
    this.map = map;
    this.strength = strength;
  }

  /**
   * Extends an answer between two palettes of the same space.
   *
   * @param space the space that the palettes' colours are in
   * @param bandwidth width h of the conditional extension's kernel, {@code >= 0}, see {@link
   *     Conditional}; others ignore it
   * @throws IllegalArgumentException if the solution does not allow the extension, its points have
   *     another dimension than 3, or h is out of range
   */
  public static ColorTransfer fit(
      Solution solution, ColorSpace space, Extension extension, double bandwidth) {
    extension
        .refusal(solution)
        .ifPresent(
            sentence -> {
              throw new IllegalArgumentException(sentence);
            });
    requireColours(solution);
    ColorMap map =
        switch (solution) {
          case AffineSolution s -> ColorMap.of(s.map());
          case PlanSolution s ->
              switch (extension) {
                case NEAREST -> new NearestColorMap(s, space.gamutBox());
                case ENTROPIC ->
                    ColorMap.of(
                        EntropicMap.forward(
                            s.problem(), s.potentials().orElseThrow(), s.parameters().real("reg")));
                case CONDITIONAL ->
                    ColorMap.of(
                        Conditional.of(
                            s.coupling(), s.problem().source(), s.problem().target(), bandwidth));
                case AFFINE -> throw new IllegalStateException("refused above");
              };
          case ValueSolution _ -> throw new IllegalStateException("refused above");
        };
    return new ColorTransfer(space, extension, map, 1);
  }

  private static void requireColours(Solution solution) {
    for (int d :
        switch (solution) {
          case AffineSolution s -> new int[] {s.map().dimension()};
          case PlanSolution s ->
              new int[] {s.problem().source().dimension(), s.problem().target().dimension()};
          case ValueSolution _ -> new int[0];
        }) {
      if (d != 3) {
        throw new IllegalArgumentException(
            "the points have %d coordinates: colours have 3, solve between two palettes"
                .formatted(d));
      }
    }
  }

  /**
   * The same map at another strength in [0,1]: 0 changes nothing, 1 is the whole map.
   *
   * @throws IllegalArgumentException if it lies outside
   */
  public ColorTransfer withStrength(double s) {
    if (!(s >= 0 && s <= 1)) {
      throw new IllegalArgumentException("strength is %s: must lie in [0, 1]".formatted(s));
    }
    return new ColorTransfer(space, extension, map, s);
  }

  /** The working space, in which the map acts. */
  public ColorSpace space() {
    return space;
  }

  public Extension extension() {
    return extension;
  }

  /** s, in [0,1]. */
  public double strength() {
    return strength;
  }

  /**
   * Replaces the first {@code count} triples of the working space, one after the other in the
   * array, by their images.
   */
  public void apply(double[] colours, int count) {
    if (strength == 1) {
      map.apply(colours, count);
      return;
    }
    if (strength == 0) {
      return;
    }
    double[] before = Arrays.copyOf(colours, 3 * count);
    map.apply(colours, count);
    for (int k = 0; k < before.length; k++) {
      colours[k] = before[k] + strength * (colours[k] - before[k]);
    }
  }

  /** The map seen from outside: display sRGB to display sRGB, not clipped. */
  public ColorMap display() {
    return new ColorMap() {
      @Override
      public void apply(double[] colours, int count) {
        for (int k = 0; k < 3 * count; k++) {
          colours[k] = ColorSpace.decode(colours[k]);
        }
        mapLinear(colours, count);
        for (int k = 0; k < 3 * count; k++) {
          colours[k] = ColorSpace.encode(colours[k]);
        }
      }

      @Override
      public boolean smooth() {
        return map.smooth();
      }
    };
  }

  /**
   * The ways of all pixels of a picture under the whole map, to be blended at any strength. A
   * smooth map is read from a table of edge 33 when the picture has more pixels than the table.
   */
  public ColorPath along(PixelImage image) {
    return ColorPath.of(this, image);
  }

  /** Whether nearby colours have nearby images, so that a table can stand in for the map. */
  public boolean isSmooth() {
    return map.smooth();
  }

  /**
   * The map as a table of {@code size^3} colours; faithful only if the map is smooth, see {@link
   * #fidelity}.
   *
   * @throws IllegalArgumentException if the size is not from 2 to {@link CubeLut#MAX_SIZE}
   */
  public CubeLut bake(int size) {
    return CubeLut.bake(size, display());
  }

  /**
   * The image of every pixel, alpha kept, clipped to sRGB. A smooth map is read from a table of
   * edge 65 when the picture has more pixels than the table; all else is evaluated pixel by pixel.
   */
  public Graded apply(PixelImage image) {
    return map.smooth() && image.pixels() > TABLE * TABLE * TABLE
        ? bake(TABLE).apply(image)
        : applyDirectly(image);
  }

  /** The image of every pixel, each evaluated by the map itself. */
  public Graded applyDirectly(PixelImage image) {
    short[] in = image.shared();
    return Pixels.graded(
        image,
        (from, to, quantiser, out) -> {
          double[] colours = new double[3 * (to - from)];
          read(in, from, to, colours);
          apply(colours, to - from);
          write(colours, in, from, to, quantiser, out);
        });
  }

  /** The colours of pixels {@code [from, to)} in the working space. */
  private void read(short[] rgba, int from, int to, double[] colours) {
    boolean asStored = space == ColorSpace.SRGB;
    for (int i = from, at = 0; i < to; i++, at += 3) {
      for (int k = 0; k < 3; k++) {
        short sample = rgba[4 * i + k];
        colours[at + k] =
            asStored
                ? (sample & PixelImage.FULL) / (double) PixelImage.FULL
                : SrgbTable.decode(sample);
      }
      if (!asStored) {
        space.fromLinear(colours, at);
      }
    }
  }

  /** The pixels {@code [from, to)} of colours in the working space; alpha as it was. */
  private void write(
      double[] colours, short[] in, int from, int to, Quantiser quantiser, short[] out) {
    boolean asStored = space == ColorSpace.SRGB;
    for (int i = from, at = 0; i < to; i++, at += 3) {
      if (!asStored) {
        space.toLinear(colours, at);
        for (int k = at; k < at + 3; k++) {
          colours[k] = SrgbTable.encode(colours[k]);
        }
      }
      quantiser.write(colours[at], colours[at + 1], colours[at + 2], in[4 * i + 3], out, 4 * i);
    }
  }

  /**
   * How well a table stands in for this map on a picture: CIE 1976 colour differences of the
   * clipped display colours, at up to 4096 evenly spread pixels.
   */
  public LutFidelity fidelity(CubeLut lut, PixelImage image) {
    int count = Math.min(PROBES, image.pixels());
    double[] direct = new double[3 * count];
    double[] tabled = new double[3 * count];
    short[] in = image.shared();
    for (int p = 0; p < count; p++) {
      int i = 4 * (int) ((2L * p + 1) * image.pixels() / (2L * count));
      for (int k = 0; k < 3; k++) {
        direct[3 * p + k] = (in[i + k] & PixelImage.FULL) / (double) PixelImage.FULL;
      }
      double[] read = lut.apply(direct[3 * p], direct[3 * p + 1], direct[3 * p + 2]);
      System.arraycopy(read, 0, tabled, 3 * p, 3);
    }
    display().apply(direct, count);
    double[] differences = new double[count];
    for (int p = 0; p < count; p++) {
      toLab(direct, 3 * p);
      toLab(tabled, 3 * p);
      differences[p] =
          Math.hypot(
              Math.hypot(direct[3 * p] - tabled[3 * p], direct[3 * p + 1] - tabled[3 * p + 1]),
              direct[3 * p + 2] - tabled[3 * p + 2]);
    }
    Arrays.sort(differences);
    return new LutFidelity(
        lut.size(),
        differences[count / 2],
        differences[(int) (0.95 * (count - 1))],
        differences[count - 1]);
  }

  private static void toLab(double[] c, int at) {
    for (int k = at; k < at + 3; k++) {
      c[k] = ColorSpace.decode(Math.clamp(c[k], 0.0, 1.0));
    }
    ColorSpace.CIELAB.fromLinear(c, at);
  }

  private void mapLinear(double[] colours, int count) {
    for (int at = 0; at < 3 * count; at += 3) {
      space.fromLinear(colours, at);
    }
    apply(colours, count);
    for (int at = 0; at < 3 * count; at += 3) {
      space.toLinear(colours, at);
    }
  }
}
