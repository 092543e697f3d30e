package monge.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import monge.parameter.ParameterSpec;
import monge.solver.Evaluation;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.SolverRegistry;

/** The reference of all solvers as one page of HTML that needs no other file. */
final class HtmlReference {

  private final SolverRegistry registry;
  private final StringBuilder page = new StringBuilder();

  HtmlReference(SolverRegistry registry) {
    this.registry = registry;
  }

  String page() {
    page.append(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Solvers of Monge</title>
        <style>
        %s</style>
        </head>
        <body>
        """
            .formatted(style()));
    contents();
    page.append("<main>\n<h1>Solvers</h1>\n");
    for (SolverFamily family : SolverWords.families(registry)) {
      page.append(
          "<section id=\"%s\">\n<h2>%s</h2>\n".formatted(anchor(family), text(family.label())));
      SolverWords.of(family, registry).forEach(this::solver);
      page.append("</section>\n");
    }
    evaluations();
    page.append("</main>\n</body>\n</html>\n");
    return page.toString();
  }

  private void contents() {
    page.append("<nav aria-label=\"Contents\">\n");
    for (SolverFamily family : SolverWords.families(registry)) {
      page.append(
          "<a class=\"family\" href=\"#%s\">%s</a>\n<ul>\n"
              .formatted(anchor(family), text(family.label())));
      for (SolverDescriptor d : SolverWords.of(family, registry)) {
        page.append("<li><a href=\"#%s\">%s</a></li>\n".formatted(text(d.id()), text(d.name())));
      }
      page.append("</ul>\n");
    }
    page.append("</nav>\n");
  }

  private void solver(SolverDescriptor d) {
    page.append(
        """
        <article id="%s">
        <h3>%s <small>%s</small> <code>%1$s</code></h3>
        <p>%s</p>
        <pre>%s</pre>
        """
            .formatted(
                text(d.id()),
                text(d.name()),
                text(d.method()),
                text(d.summary()),
                text(d.formula())));
    if (!d.parameters().isEmpty()) {
      parameters(d.parameters());
    }
    page.append("<dl>\n");
    List<String> capabilities = SolverWords.capabilities(d);
    if (!capabilities.isEmpty()) {
      entry("Answer", String.join(" ", capabilities));
    }
    entry("Complexity", d.complexity());
    entry("Source", d.source());
    page.append("</dl>\n</article>\n");
  }

  private void parameters(List<ParameterSpec> specs) {
    page.append(
        """
        <div class="wide"><table>
        <thead><tr><th>Key</th><th>Name</th><th>Meaning</th><th>Range</th><th>Default</th></tr></thead>
        <tbody>
        """);
    for (ParameterSpec spec : specs) {
      page.append(
          "<tr><td><code>%s</code></td><td>%s</td><td>%s</td><td>%s</td><td class=\"number\">%s</td></tr>\n"
              .formatted(
                  text(spec.key()),
                  text(spec.label()),
                  text(spec.summary()),
                  text(SolverWords.range(spec)),
                  text(SolverWords.defaultOf(spec))));
    }
    page.append("</tbody>\n</table></div>\n");
  }

  private void evaluations() {
    if (registry.evaluations().isEmpty()) {
      return;
    }
    page.append("<section id=\"evaluations\">\n<h2>In problem files only</h2>\n<dl>\n");
    for (Evaluation evaluation : registry.evaluations()) {
      page.append(
          "<dt><code>%s</code></dt><dd>%s</dd>\n"
              .formatted(text(evaluation.id()), text(evaluation.summary())));
    }
    page.append("</dl>\n</section>\n");
  }

  private void entry(String name, String words) {
    page.append("<dt>%s</dt><dd>%s</dd>\n".formatted(name, text(words)));
  }

  private static String anchor(SolverFamily family) {
    return "family-" + family.name().toLowerCase(Locale.ROOT);
  }

  /** Words in which nothing is markup, in elements and in quoted attributes. */
  private static String text(String words) {
    return words
        .strip()
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String style() {
    try (InputStream in =
        Objects.requireNonNull(HtmlReference.class.getResourceAsStream("reference.css"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the style of the reference page", e);
    }
  }
}
