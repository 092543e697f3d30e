package monge.solver.exact;

/** What Dijkstra's search has reached but not scanned: numbers by distance, in a binary heap. */
final class Frontier {

  /** The distance of every number that was put in. */
  final double[] distance;

  private final int[] heap;
  private final int[] at;
  private int size;

  /**
   * @param numbers the numbers are below this
   */
  Frontier(int numbers) {
    distance = new double[numbers];
    heap = new int[numbers];
    at = new int[numbers];
  }

  void clear() {
    size = 0;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The least distance. */
  double least() {
    return distance[heap[0]];
  }

  /** Puts in a number that is not there. */
  void put(int number, double d) {
    distance[number] = d;
    rise(number, size++);
  }

  /** Lowers the distance of a number that is there. */
  void lower(int number, double d) {
    distance[number] = d;
    rise(number, at[number]);
  }

  /** Takes out the number of the least distance. */
  int poll() {
    int least = heap[0];
    int moved = heap[--size];
    if (size > 0) {
      sink(moved);
    }
    return least;
  }

  private void rise(int number, int from) {
    double d = distance[number];
    int q = from;
    while (q > 0) {
      int above = (q - 1) >>> 1;
      if (distance[heap[above]] <= d) {
        break;
      }
      place(heap[above], q);
      q = above;
    }
    place(number, q);
  }

  private void sink(int number) {
    double d = distance[number];
    int q = 0;
    while (true) {
      int below = 2 * q + 1;
      if (below >= size) {
        break;
      }
      if (below + 1 < size && distance[heap[below + 1]] < distance[heap[below]]) {
        below++;
      }
      if (distance[heap[below]] >= d) {
        break;
      }
      place(heap[below], q);
      q = below;
    }
    place(number, q);
  }

  private void place(int number, int q) {
    heap[q] = number;
    at[number] = q;
  }
}
