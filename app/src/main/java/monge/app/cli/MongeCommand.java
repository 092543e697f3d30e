package monge.app.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
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
    CommandLine commands = new CommandLine(new MongeCommand(console));
    verbsFor(arguments, console).forEach(commands::addSubcommand);
    commands
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

  /** The verb that is called, or all of them: to look at a verb's options takes its time. */
  private static Collection<Object> verbsFor(String[] arguments, Console console) {
    Map<String, Supplier<Object>> verbs = new LinkedHashMap<>();
    verbs.put("solvers", () -> new SolversCommand(console));
    verbs.put("solve", () -> new SolveCommand(console));
    verbs.put("color", () -> new ColorCommand(console));
    verbs.put("project", () -> new ProjectCommand(console));
    verbs.put("validate", () -> new ValidateCommand(console));
    verbs.put("gaussian", () -> new GaussianCommand(console));
    verbs.put("advise", () -> new AdviseCommand(console));
    verbs.put("bench", () -> new BenchCommand(console));
    verbs.put("render", () -> new RenderCommand(console));
    verbs.put("gallery", () -> new GalleryCommand(console));
    verbs.put("prepare", () -> new PrepareCommand(console));
    boolean called = arguments.length > 0 && verbs.containsKey(arguments[0]);
    return (called ? List.of(verbs.get(arguments[0])) : verbs.values())
        .stream().map(Supplier::get).toList();
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
