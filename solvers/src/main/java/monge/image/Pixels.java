package monge.image;

import monge.numeric.Parallel;

/** Splits work on many pixels into chunks. */
final class Pixels {

  /** Pixels a chunk: their doubles fit in the second-level cache. */
  static final int CHUNK = 1 << 12;

  private Pixels() {}

  /** Works on the items {@code [from, to)}. */
  @FunctionalInterface
  interface Chunk {
    void run(int from, int to);
  }

  static void forEachChunk(int items, int chunk, Chunk work) {
    Parallel.forEach(
        Math.ceilDiv(items, chunk),
        part -> work.run(part * chunk, Math.min(items, (part + 1) * chunk)));
  }
}
