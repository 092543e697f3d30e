package monge.app.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import monge.app.io.InputException;
import monge.app.io.TextFiles;
import monge.plan.Coupling;
import monge.solver.SolveMonitor;
import monge.solver.SolverRegistry;
import monge.solver.TracePoint;

/** Where a command writes, how it is stopped, and how it complains. */
final class Console {

  private final PrintStream out;
  private final PrintStream err;
  private final AtomicBoolean cancelled;
  private boolean verbose;

  Console(PrintStream out, PrintStream err, AtomicBoolean cancelled) {
    this.out = out;
    this.err = err;
    this.cancelled = cancelled;
  }

  PrintStream out() {
    return out;
  }

  void verbose(boolean on) {
    verbose = on;
  }

  boolean isCancelled() {
    return cancelled.get();
  }

  /** One line for a person that is no result. */
  void say(String sentence) {
    err.println(sentence);
  }

  /** One line about what went wrong, the stack trace only if asked for; returns the exit code. */
  int complain(Throwable problem) {
    String message =
        switch (problem) {
          case InputException e -> e.getMessage();
          case IllegalArgumentException e -> e.getMessage();
          case OutOfMemoryError _ ->
              "the problem does not fit into the heap of %d MiB: sample fewer points, or start Java with a larger -Xmx"
                  .formatted(Runtime.getRuntime().maxMemory() >> 20);
          default -> "stopped by a defect (%s); --verbose shows where".formatted(problem);
        };
    err.println("monge: " + String.valueOf(message).replaceAll("\\s*\\R\\s*", " "));
    if (verbose) {
      problem.printStackTrace(err);
    }
    return problem instanceof InputException
            || problem instanceof IllegalArgumentException
            || problem instanceof OutOfMemoryError
        ? ExitCode.BAD_INPUT
        : ExitCode.NOT_CONVERGED;
  }

  /** Writes a result to a file, or prints it when there is none or it is called {@code -}. */
  void write(Optional<Path> file, TextFiles.Content content) {
    Optional<Path> named = file.filter(f -> !f.toString().equals("-"));
    if (named.isPresent()) {
      TextFiles.writeAtomically(named.get(), content);
      return;
    }
    try {
      content.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new InputException("the result cannot be printed (%s)".formatted(e.getMessage()), e);
    }
  }

  /** Stops a solve when a person asks for it. */
  SolveMonitor monitor() {
    return new SolveMonitor() {
      @Override
      public boolean isCancelled() {
        return cancelled.get();
      }

      @Override
      public void iteration(TracePoint point, Supplier<Coupling> snapshot) {}
    };
  }

  /** Loaded when first asked for, so that help and complaints come at once. */
  SolverRegistry registry() {
    return Registry.LOADED;
  }

  private static final class Registry {
    private static final SolverRegistry LOADED = SolverRegistry.load();
  }
}
