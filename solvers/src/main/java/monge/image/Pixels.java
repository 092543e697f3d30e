package monge.image;

import java.util.concurrent.atomic.AtomicLong;
import monge.numeric.Parallel;

/** Work on many pixels, in chunks on all processors. */
final class Pixels {

  /** Pixels a chunk: their doubles fit in the second-level cache. */
  static final int CHUNK = 1 << 12;

  private Pixels() {}

  /** Works on the items {@code [from, to)}. */
  @FunctionalInterface
  interface Chunk {
    void run(int from, int to);
  }

  /** Writes the samples of the pixels {@code [from, to)}. */
  @FunctionalInterface
  interface Writer {
    void write(int from, int to, Quantiser quantiser, short[] out);
  }

  /** A picture of the shape of another, written chunk by chunk. */
  static Graded graded(PixelImage image, Writer writer) {
    short[] out = new short[4 * image.pixels()];
    AtomicLong clipped = new AtomicLong();
    AtomicLong visible = new AtomicLong();
    forEachChunk(
        image.pixels(),
        CHUNK,
        (from, to) -> {
          Quantiser quantiser = new Quantiser(image.depth());
          writer.write(from, to, quantiser, out);
          clipped.addAndGet(quantiser.clipped());
          visible.addAndGet(quantiser.visible());
        });
    long seen = visible.get();
    return new Graded(image.adopting(out), seen == 0 ? 0 : clipped.get() / (double) seen);
  }

  static void forEachChunk(int items, int chunk, Chunk work) {
    Parallel.forEach(
        Math.ceilDiv(items, chunk),
        part -> work.run(part * chunk, Math.min(items, (part + 1) * chunk)));
  }
}
