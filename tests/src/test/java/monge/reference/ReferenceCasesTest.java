package monge.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import monge.app.cli.MongeCommand;
import monge.app.io.JsonValues;
import monge.app.io.ProblemFile;
import monge.parameter.ParameterValues;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;
import monge.solver.InfeasibleProblemException;
import monge.solver.Solution;
import monge.solver.SolveMonitor;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import monge.solver.Status;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every reference case whose solver there is, within its own tolerance. The folder of the cases is
 * the system property {@code monge.reference}, by default {@code shared/reference} beside the
 * project.
 */
final class ReferenceCasesTest {

  private static final SolverRegistry REGISTRY = SolverRegistry.load();

  @TempDir private Path results;

  /**
   * Reported as skipped, with the reason, where the folder is missing: a factory would say nothing.
   */
  @Test
  void theFolderHoldsCases() throws IOException {
    assertFalse(cases().isEmpty(), "no case for any solver");
  }

  @TestFactory
  List<DynamicTest> throughTheEngine() throws IOException {
    return cases().stream()
        .map(c -> DynamicTest.dynamicTest(c.id(), () -> judgeAnswer(c)))
        .toList();
  }

  @TestFactory
  List<DynamicTest> throughTheCommandLine() throws IOException {
    List<ReferenceCase> cases = cases();
    List<String> arguments = new ArrayList<>(List.of("solve", "--out-dir", results.toString()));
    cases.forEach(c -> arguments.add(c.file().toString()));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        MongeCommand.run(
            arguments.toArray(String[]::new),
            new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new AtomicBoolean());
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(
        DynamicTest.dynamicTest(
            "the batch is done, bar those whose file wants few iterations",
            () -> assertTrue(code <= 1, err.toString(StandardCharsets.UTF_8))));
    for (ReferenceCase c : cases) {
      tests.add(DynamicTest.dynamicTest(c.id(), () -> judgeFile(c)));
    }
    return tests;
  }

  /** The comparison itself passes what is right and fails what is not. */
  @TestFactory
  List<DynamicTest> theComparisonCanFail() throws IOException {
    return cases().stream()
        .filter(c -> !c.isInfeasible())
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.id(),
                    () -> {
                      c.judge(c.expected());
                      int refused = 0;
                      for (Map.Entry<String, Rules.Rule> rule : Rules.of(c.solver()).entrySet()) {
                        String key = rule.getKey();
                        if (!c.expected().has(key)) {
                          continue;
                        }
                        ObjectNode wrong = c.expected().deepCopy();
                        wrong.set(key, shifted(wrong.get(key)));
                        try {
                          c.judge(wrong);
                        } catch (Mismatch e) {
                          refused++;
                        }
                        if (rule.getValue().how() != Rules.How.IF_PRESENT) {
                          wrong.remove(key);
                          assertThrows(Mismatch.class, () -> c.judge(wrong), key + " left out");
                        }
                      }
                      assertTrue(refused > 0, "no wrong value was refused");
                    }))
        .toList();
  }

  /** Every number moved by a little more than any tolerance. */
  private static JsonNode shifted(JsonNode node) {
    if (node.isNumber()) {
      return ReferenceCase.JSON
          .getNodeFactory()
          .numberNode(node.asDouble() * 1.01 + 0.01 * Math.signum(node.asDouble() + 0.5));
    }
    if (node.isArray()) {
      ArrayNode list = ReferenceCase.JSON.createArrayNode();
      node.forEach(child -> list.add(shifted(child)));
      return list;
    }
    if (node.isObject()) {
      ObjectNode object = ReferenceCase.JSON.createObjectNode();
      node.properties().forEach(e -> object.set(e.getKey(), shifted(e.getValue())));
      return object;
    }
    return node;
  }

  private void judgeFile(ReferenceCase c) throws IOException {
    Path file = results.resolve(c.id() + ".result.json");
    assertTrue(Files.exists(file), "no result was written");
    JsonNode result = ReferenceCase.JSON.readTree(file.toFile());
    assertEquals(c.id(), result.get("id").asText());
    assertEquals(c.solver(), result.get("solver").asText());
    if (c.isInfeasible()) {
      assertTrue(result.get("status").asText().contains("infeasible"), "must be infeasible");
      assertFalse(result.path("values").has("plan"), "an infeasible problem has no plan");
      return;
    }
    assertTrue(
        List.of("optimal", "converged", "not converged: iteration limit")
            .contains(result.get("status").asText()),
        result.get("status").asText());
    assertTrue(result.get("iterations").isInt());
    assertTrue(result.get("seconds").asDouble() >= 0);
    c.judge(result.get("values"));
  }

  private static void judgeAnswer(ReferenceCase c) throws IOException {
    if (c.isInfeasible()) {
      assertThrows(InfeasibleProblemException.class, () -> solve(c));
    } else {
      c.judge(solve(c));
    }
  }

  /** Solved with the types of the engine alone. */
  private static JsonNode solve(ReferenceCase c) throws IOException {
    ProblemDescription description = ProblemFile.read(c.file()).description();
    Map<String, Object> values;
    if (REGISTRY.findEvaluation(c.solver()).isPresent()) {
      values = REGISTRY.findEvaluation(c.solver()).get().evaluate(description, SolveMonitor.NONE);
    } else {
      SolverProvider provider = REGISTRY.require(c.solver());
      ParameterValues parameters = provider.defaults();
      for (Map.Entry<String, Object> param : description.params().entrySet()) {
        if (parameters.has(param.getKey())) {
          parameters = parameters.with(param.getKey(), param.getValue());
        }
      }
      TransportProblem problem = provider.problem(description);
      Solution solution =
          provider
              .create(parameters)
              .solve(problem, provider.start(description, problem), SolveMonitor.NONE);
      assertTrue(
          solution.convergence().status().isSuccess()
              || solution.convergence().status() == Status.ITERATION_LIMIT,
          solution.convergence().reason());
      values = provider.results(solution, description);
    }
    return ReferenceCase.JSON.readTree(JsonValues.text(values));
  }

  private static List<ReferenceCase> cases() throws IOException {
    Path folder =
        Path.of(System.getProperty("monge.reference", "../../shared/reference"))
            .toAbsolutePath()
            .normalize();
    assumeTrue(
        Files.isDirectory(folder),
        () -> "no reference cases: there is no folder %s".formatted(folder));
    try (Stream<Path> files = Files.list(folder)) {
      List<ReferenceCase> cases =
          files
              .filter(f -> f.toString().endsWith(".json"))
              .sorted()
              .map(ReferenceCase::read)
              .filter(
                  c ->
                      REGISTRY.find(c.solver()).isPresent()
                          || REGISTRY.findEvaluation(c.solver()).isPresent())
              .toList();
      assumeTrue(!cases.isEmpty(), () -> "no reference cases of our solvers in " + folder);
      return cases;
    }
  }
}
