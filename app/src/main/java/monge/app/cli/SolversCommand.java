package monge.app.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import monge.app.io.JsonValues;
import monge.parameter.ParameterSpec;
import monge.solver.Evaluation;
import monge.solver.SolverDescriptor;
import monge.solver.SolverProvider;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code monge solvers}: every solver with its settings. */
@Command(
    name = "solvers",
    mixinStandardHelpOptions = true,
    description = "Lists every solver with its parameters, ranges and defaults.")
final class SolversCommand implements Callable<Integer> {

  private final Console console;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write the reference as one page of HTML; - prints it.")
  private @Nullable Path html;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "Write the reference as Markdown; - prints it.")
  private @Nullable Path markdown;

  SolversCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (html != null) {
      write(html, new HtmlReference(console.registry()).page());
    }
    if (markdown != null) {
      write(markdown, new MarkdownReference(console.registry()).page());
    }
    if (json) {
      printJson();
    } else if (html == null && markdown == null) {
      printText();
    }
    return ExitCode.DONE;
  }

  private void write(Path file, String page) {
    console.write(Optional.of(file), out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
  }

  private void printJson() throws IOException {
    List<Object> list = new ArrayList<>();
    for (SolverProvider provider : console.registry().all()) {
      list.add(asMap(provider.descriptor()));
    }
    for (Evaluation evaluation : console.registry().evaluations()) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("id", evaluation.id());
      map.put("summary", evaluation.summary());
      map.put("evaluation", true);
      list.add(map);
    }
    JsonValues.print(console.out(), list);
  }

  private void printText() {
    PrintStream out = console.out();
    for (SolverProvider provider : console.registry().all()) {
      SolverDescriptor d = provider.descriptor();
      out.printf(Locale.ROOT, "%s — %s (%s)%n", d.id(), d.name(), d.method());
      out.printf(Locale.ROOT, "    %s%n", d.summary());
      for (ParameterSpec spec : d.parameters()) {
        out.printf(
            Locale.ROOT,
            "    -P %s=%s   %s (%s)%n",
            spec.key(),
            spec.defaultValue(),
            spec.summary(),
            spec.range());
      }
    }
    if (!console.registry().evaluations().isEmpty()) {
      out.println("In problem files only:");
      for (Evaluation evaluation : console.registry().evaluations()) {
        out.printf(Locale.ROOT, "%s%n    %s%n", evaluation.id(), evaluation.summary());
      }
    }
  }

  private static Map<String, Object> asMap(SolverDescriptor d) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", d.id());
    map.put("name", d.name());
    map.put("method", d.method());
    map.put("family", d.family().label());
    map.put("summary", d.summary());
    map.put("formula", d.formula());
    map.put("source", d.source());
    map.put("complexity", d.complexity());
    map.put("capabilities", d.capabilities().stream().map(Enum::name).sorted().toList());
    map.put("parameters", d.parameters().stream().map(SolversCommand::asMap).toList());
    return map;
  }

  private static Map<String, Object> asMap(ParameterSpec spec) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("key", spec.key());
    map.put("label", spec.label());
    map.put("summary", spec.summary());
    map.put("range", spec.range());
    map.put("default", spec.defaultValue());
    switch (spec) {
      case ParameterSpec.Real r -> {
        map.put("type", "number");
        map.put("unit", r.unit());
        map.put("min", r.least());
        map.put("min_included", r.leastIncluded());
        map.put("max", r.most() == Double.MAX_VALUE ? Double.POSITIVE_INFINITY : r.most());
        map.put("scale", r.scale().name().toLowerCase(Locale.ROOT));
      }
      case ParameterSpec.Whole w -> {
        map.put("type", "integer");
        map.put("min", w.least());
        map.put("max", w.most());
        map.put("scale", w.scale().name().toLowerCase(Locale.ROOT));
      }
      case ParameterSpec.Flag _ -> map.put("type", "boolean");
      case ParameterSpec.Choice c -> {
        map.put("type", "choice");
        map.put("options", c.options().stream().map(o -> o.value()).toList());
      }
    }
    return map;
  }
}
