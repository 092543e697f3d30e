package monge.app.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import monge.app.frame.Mark;
import monge.app.images.ImagesState.Fit;
import monge.app.images.ImagesState.Run;
import monge.app.task.TaskRunner;
import monge.image.ColorSpace;
import monge.image.Extension;
import monge.image.PixelImage;
import monge.parameter.ParameterValues;
import monge.problem.TransportProblem;
import monge.solver.Convergence;
import monge.solver.PlanSolution;
import monge.solver.SolveMonitor;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import monge.solver.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TransferRunTest {

  private static final SolverProvider EXACT = SolverRegistry.load().require("emd");
  private static final OpenPicture RED = picture(0xc02010);
  private static final OpenPicture BLUE = picture(0x1020c0);

  private final TaskRunner tasks = new TaskRunner();

  @AfterEach
  void close() {
    tasks.close();
  }

  @Test
  void aSolveCutShortForANewerQuestionIsNoAnswer() {
    AtomicInteger solves = new AtomicInteger();
    TransferRun run =
        run(
            (problem, start, monitor) -> {
              PlanSolution exact =
                  (PlanSolution)
                      EXACT.create(EXACT.defaults()).solve(problem, start, SolveMonitor.NONE);
              return solves.incrementAndGet() == 2 ? cutShort(exact, monitor) : exact;
            });
    List<Status> shown = new ArrayList<>();
    run.status()
        .subscribe(
            now -> now.transfer().ifPresent(t -> shown.add(t.solution().convergence().status())));
    run.want(state(1), method());
    pump(run, () -> run.status().get().fresh());
    run.want(state(2), method());
    pump(run, () -> solves.get() == 2);
    run.want(state(3), method());
    pump(run, () -> run.status().get().fresh());
    assertEquals(3, solves.get());
    assertFalse(shown.contains(Status.CANCELLED), "shown: " + shown);
    assertEquals(Mark.OPTIMAL, run.status().get().mark());
  }

  @Test
  void anErrorWithoutWordsIsStillASentence() {
    TransferRun run =
        run(
            (_, _, _) -> {
              throw new IllegalArgumentException();
            });
    run.want(state(1), method());
    pump(run, () -> run.status().get().mark() == Mark.FAILED);
    String said = run.status().get().failure();
    assertTrue(said.startsWith(EXACT.descriptor().name() + " failed"), said);
    assertFalse(said.contains("null"), said);
  }

  /** The answer of a solve that ends when it is told to. */
  private static PlanSolution cutShort(PlanSolution exact, SolveMonitor monitor) {
    while (!monitor.isCancelled()) {
      LockSupport.parkNanos(1_000_000);
    }
    Convergence c = exact.convergence();
    return new PlanSolution(
        exact.problem(),
        exact.solver(),
        exact.parameters(),
        exact.coupling(),
        exact.potentials(),
        exact.objective(),
        new Convergence(
            Status.CANCELLED,
            c.iterations(),
            c.unit(),
            c.elapsed(),
            "cancelled",
            c.sourceError(),
            c.targetError(),
            c.trace(),
            Optional.empty()));
  }

  private TransferRun run(Solver solver) {
    SolverProvider provider =
        new SolverProvider() {
          @Override
          public SolverDescriptor descriptor() {
            return EXACT.descriptor();
          }

          @Override
          public Optional<String> refusal(TransportProblem problem) {
            return Optional.empty();
          }

          @Override
          public Solver create(ParameterValues values) {
            return solver;
          }
        };
    return new TransferRun(provider, tasks, new Palettes.Source(), method());
  }

  private void pump(TransferRun run, BooleanSupplier done) {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!done.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "waited in vain");
      tasks.frame();
      run.frame(true);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static Run method() {
    return new Run(1, "emd", EXACT.defaults(), Extension.NEAREST, 0.2);
  }

  private static ImagesState state(int seed) {
    return ImagesState.EMPTY
        .withPictures("red", Optional.of(RED), Optional.of(BLUE))
        .withFit(new Fit(ColorSpace.OKLAB, 2, seed));
  }

  private static OpenPicture picture(int rgb) {
    int[] pixels = new int[64];
    for (int k = 0; k < pixels.length; k++) {
      pixels[k] = rgb + k;
    }
    return OpenPicture.of("flat", "nowhere", PixelImage.ofRgb(8, 8, pixels));
  }
}
