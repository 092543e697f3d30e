package monge.app.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The root of the command line. */
@Command(
    name = "monge",
    mixinStandardHelpOptions = true,
    version = "monge 0.1.0",
    description = "Optimal transport: solve, project, compare and draw.",
    footer = {
      "",
      "Without a verb the window opens.",
      "Exit codes: 0 done, 1 a solver did not converge (its result is written and marked), 2 bad"
          + " input or arguments, 130 cancelled."
    })
public final class MongeCommand implements Runnable {

  private final Console console;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--verbose",
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show stack traces.")
  void verbose(boolean on) {
    console.verbose(on);
  }

  private MongeCommand(Console console) {
    this.console = console;
  }

  /**
   * Runs one command line.
   *
   * @param cancelled set from another thread to stop the solve that is running
   * @return the exit code
   */
  public static int run(
      String[] arguments, PrintStream out, PrintStream err, AtomicBoolean cancelled) {
    Console console = new Console(out, err, cancelled);
    CommandLine commands =
        new CommandLine(new MongeCommand(console))
            .addSubcommand(new SolversCommand(console))
            .addSubcommand(new SolveCommand(console))
            .addSubcommand(new ColorCommand(console))
            .addSubcommand(new ProjectCommand(console))
            .addSubcommand(new ValidateCommand(console))
            .addSubcommand(new GaussianCommand(console))
            .addSubcommand(new AdviseCommand(console))
            .addSubcommand(new BenchCommand(console))
            .addSubcommand(new RenderCommand(console))
            .addSubcommand(new GalleryCommand(console))
            .addSubcommand(new PrepareCommand(console))
            .setOut(new PrintWriter(out, true, java.nio.charset.StandardCharsets.UTF_8))
            .setErr(new PrintWriter(err, true, java.nio.charset.StandardCharsets.UTF_8))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpAutoWidth(true)
            .setParameterExceptionHandler((e, _) -> refuse(console, e))
            .setExecutionExceptionHandler((e, _, _) -> console.complain(e));
    int code = commands.execute(arguments);
    out.flush();
    err.flush();
    return code;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "no verb given, expected one such as 'solve'");
  }

  private static int refuse(Console console, CommandLine.ParameterException e) {
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
    console.say(
        "%s: %s; see '%s --help'"
            .formatted(name, String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " "), name));
    return ExitCode.BAD_INPUT;
  }
}
