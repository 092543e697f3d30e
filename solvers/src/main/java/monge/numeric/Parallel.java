package monge.numeric;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Splits loops over the processors. The calling thread works too; helpers are daemon threads that
 * live as long as the program. How a loop is split depends on its length alone, never on the number
 * of threads, so results are the same bits on every machine.
 */
public final class Parallel {

  private static final int HELPERS = Runtime.getRuntime().availableProcessors() - 1;

  /**
   * A helper, or the caller at the end of a loop, waits so long awake: to be woken takes half of
   * this, and loops that follow each other sooner are what iterations consist of.
   */
  private static final long AWAKE_NANOS = 100_000;

  private static final ExecutorService POOL =
      new ThreadPoolExecutor(
          Math.max(1, HELPERS),
          Math.max(1, HELPERS),
          0,
          TimeUnit.SECONDS,
          new AwakeQueue(),
          task -> {
            Thread thread = new Thread(task, "monge-kernels");
            thread.setDaemon(true);
            return thread;
          });

  /** Processors that the loops of this thread leave to others. */
  private static final ScopedValue<Integer> LEFT_FREE = ScopedValue.newInstance();

  private Parallel() {}

  /** Runs {@code work}, whose loops leave one processor to others, such as a window's thread. */
  public static <T, X extends Throwable> T leavingOneFree(ScopedValue.CallableOp<T, X> work)
      throws X {
    return ScopedValue.where(LEFT_FREE, 1).call(work);
  }

  /** The number of parts that {@link #ranges} makes of {@code length} items. */
  public static int parts(int length, int atLeastInEach) {
    return Math.clamp(length / Math.max(1, atLeastInEach), 1, 16);
  }

  /** The first item of part {@code part} of {@code parts}. */
  public static int start(int length, int parts, int part) {
    return (int) ((long) length * part / parts);
  }

  /** Runs {@code body} on every part number; returns when all are done. */
  public static void forEach(int parts, IntConsumer body) {
    int helpers = Math.min(HELPERS - LEFT_FREE.orElse(0), parts - 1);
    if (helpers <= 0) {
      for (int part = 0; part < parts; part++) {
        body.accept(part);
      }
      return;
    }
    Loop loop = new Loop(parts, body);
    for (int h = 0; h < helpers; h++) {
      POOL.execute(loop);
    }
    loop.run();
    loop.await();
  }

  /** Receives the items {@code [from, to)} of one part. */
  @FunctionalInterface
  public interface Range {
    void accept(int part, int from, int to);
  }

  /** Runs {@code body} on {@code parts} nearly equal ranges of {@code [0, length)}. */
  public static void ranges(int length, int parts, Range body) {
    forEach(
        parts,
        part -> body.accept(part, start(length, parts, part), start(length, parts, part + 1)));
  }

  /** Who takes from it does not sleep at once. */
  private static final class AwakeQueue extends LinkedBlockingQueue<Runnable> {
    @Override
    public Runnable take() throws InterruptedException {
      awaitAwake(() -> !isEmpty());
      return super.take();
    }
  }

  private static void awaitAwake(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean() && System.nanoTime() - start < AWAKE_NANOS) {
      Thread.onSpinWait();
    }
  }

  private static final class Loop implements Runnable {
    private final int parts;
    private final IntConsumer body;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch open;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Loop(int parts, IntConsumer body) {
      this.parts = parts;
      this.body = body;
      this.open = new CountDownLatch(parts);
    }

    @Override
    public void run() {
      for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
        try {
          body.accept(part);
        } catch (RuntimeException | Error e) {
          failure.compareAndSet(null, e);
        } finally {
          open.countDown();
        }
      }
    }

    void await() {
      awaitAwake(() -> open.getCount() == 0);
      boolean interrupted = false;
      while (true) {
        try {
          open.await();
          break;
        } catch (InterruptedException _) {
          interrupted = true; // The helpers still write into our arrays: finish first.
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      switch (failure.get()) {
        case null -> {}
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable t -> throw new IllegalStateException(t);
      }
    }
  }
}
