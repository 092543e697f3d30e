package monge.numeric;

import java.util.function.BooleanSupplier;

/** Loops over the rows of a matrix on all processors, in slices between which it can be stopped. */
public final class RowSlices {

  /** Rows below this number of entries are not worth a second processor. */
  private static final int ENTRIES_IN_EACH = 20_000;

  private RowSlices() {}

  /** Receives the rows {@code [from, to)}; several calls run at once. */
  @FunctionalInterface
  public interface Rows {
    void accept(int from, int to);
  }

  /**
   * @param entries work of one slice, counted in entries of rows of length {@code width}
   * @return false if stopped
   */
  public static boolean each(int rows, int width, long entries, BooleanSupplier stop, Rows body) {
    int slice = (int) Math.clamp(entries / Math.max(1, width), 1, Integer.MAX_VALUE);
    for (int start = 0; start < rows; start += slice) {
      if (stop.getAsBoolean()) {
        return false;
      }
      int base = start;
      int count = Math.min(slice, rows - start);
      Parallel.ranges(
          count,
          Parallel.parts(count, 1 + ENTRIES_IN_EACH / Math.max(1, width)),
          (_, from, to) -> body.accept(base + from, base + to));
    }
    return true;
  }

  /**
   * Runs {@code body} in {@code parts} parts a slice; calls of one part never run at once, so that
   * it can add up what belongs to it.
   *
   * @return false if stopped
   */
  public static boolean inParts(
      int rows, int width, int parts, BooleanSupplier stop, Parallel.Range body) {
    int slice = (int) Math.clamp(Matrix.SLICE / Math.max(1, width), 1, Math.max(1, rows));
    for (int start = 0; start < rows; start += slice) {
      if (stop.getAsBoolean()) {
        return false;
      }
      int base = start;
      int count = Math.min(slice, rows - start);
      Parallel.ranges(
          count,
          Math.min(parts, count),
          (part, from, to) -> body.accept(part, base + from, base + to));
    }
    return true;
  }
}
