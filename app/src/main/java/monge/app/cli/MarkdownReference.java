package monge.app.cli;

import java.util.List;
import monge.parameter.ParameterSpec;
import monge.solver.Evaluation;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.SolverRegistry;

/** The reference of all solvers as Markdown. */
final class MarkdownReference {

  private final SolverRegistry registry;
  private final StringBuilder page = new StringBuilder();

  MarkdownReference(SolverRegistry registry) {
    this.registry = registry;
  }

  String page() {
    line("# Solvers");
    contents();
    for (SolverFamily family : SolverWords.families(registry)) {
      line("## " + text(family.label()));
      SolverWords.of(family, registry).forEach(this::solver);
    }
    evaluations();
    return page.toString();
  }

  private void contents() {
    for (SolverFamily family : SolverWords.families(registry)) {
      page.append("- ").append(text(family.label())).append('\n');
      for (SolverDescriptor d : SolverWords.of(family, registry)) {
        page.append("  - [%s](#%s): %s\n".formatted(text(d.name()), d.id(), text(d.method())));
      }
    }
    page.append('\n');
  }

  private void solver(SolverDescriptor d) {
    line("<a id=\"%s\"></a>".formatted(d.id()));
    line("### %s: %s".formatted(text(d.name()), text(d.method())));
    line("`%s`. %s".formatted(d.id(), text(d.summary())));
    String fence = d.formula().contains("```") ? "~~~" : "```";
    line(fence + "text\n" + d.formula().strip() + "\n" + fence);
    if (!d.parameters().isEmpty()) {
      parameters(d.parameters());
    }
    List<String> capabilities = SolverWords.capabilities(d);
    if (!capabilities.isEmpty()) {
      line(text(String.join(" ", capabilities)));
    }
    line("Complexity: " + text(d.complexity()));
    line("Source: " + text(d.source()));
  }

  private void parameters(List<ParameterSpec> specs) {
    page.append("| key | name | meaning | range | default |\n| --- | --- | --- | --- | --- |\n");
    for (ParameterSpec spec : specs) {
      page.append(
          "| `%s` | %s | %s | %s | %s |\n"
              .formatted(
                  spec.key(),
                  text(spec.label()),
                  text(spec.summary()),
                  text(SolverWords.range(spec)),
                  text(SolverWords.defaultOf(spec))));
    }
    page.append('\n');
  }

  private void evaluations() {
    if (registry.evaluations().isEmpty()) {
      return;
    }
    line("## In problem files only");
    for (Evaluation evaluation : registry.evaluations()) {
      page.append("- `%s`: %s\n".formatted(evaluation.id(), text(evaluation.summary())));
    }
  }

  private void line(String words) {
    page.append(words).append("\n\n");
  }

  /** Words on one line in which nothing is markup. */
  private static String text(String words) {
    return words
        .strip()
        .replaceAll("\\s*\\R\\s*", " ")
        .replaceAll("[\\\\`*_<>\\[\\]|#~]", "\\\\$0");
  }
}
