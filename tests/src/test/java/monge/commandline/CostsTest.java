package monge.commandline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import monge.app.cli.MongeCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every cost by its name, from a problem file and from the command line. */
final class CostsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** All mass goes from (0,2) to (3,2); the other points are only ways of a graph. */
  private static final String ONE_PAIR =
      """
      {"solver": "emd", "cost": "%s", "a": [1, 0, 0], "b": [1, 0, 0],
       "source": [[0, 2], [0, 1], [0, 0]], "target": [[3, 2], [2, 1], [1, 0]]}
      """;

  private static final String SOURCE = "x,y,weight\n0,2,1\n0,1,0\n0,0,0\n";
  private static final String TARGET = "x,y,weight\n3,2,1\n2,1,0\n1,0,0\n";

  @TempDir private Path folder;

  private record Run(int code, JsonNode result, String sentence) {
    double objective() {
      return result.get("values").get("objective").asDouble();
    }
  }

  private static Run monge(String... arguments) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        MongeCommand.run(
            arguments,
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            new AtomicBoolean());
    return new Run(
        code,
        JSON.readTree(out.toString(StandardCharsets.UTF_8)),
        err.toString(StandardCharsets.UTF_8).strip());
  }

  private String file(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, content);
    return file.toString();
  }

  private Run tables(String source, String target, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("solve", "--source", file("a.csv", source)));
    arguments.addAll(List.of("--target", file("b.csv", target)));
    arguments.addAll(List.of(more));
    return monge(arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "sqeuclidean, 9",
    "euclidean, 3",
    "cityblock, 3",
    "chebyshev, 3",
    "minkowski:3, 3",
    "thresholded:2, 2",
    "thresholded:5, 3",
    "cosine, 0.44529980377477085",
    // In units of the spread of the pair.
    "mahalanobis, 2",
    // Down the left side, across, and up the slope.
    "geodesic:2, 5.242640687119285",
    "geodesic:5, 3"
  })
  void everyCostHasAName(String cost, double expected) throws IOException {
    Run byFile = monge("solve", file("one.json", ONE_PAIR.formatted(cost)));
    assertEquals(0, byFile.code(), byFile.sentence());
    assertEquals(expected, byFile.objective(), 1e-12);
    Run byTables = tables(SOURCE, TARGET, "--solver", "emd", "--cost", cost);
    assertEquals(expected, byTables.objective(), 1e-12);
  }

  @Test
  void aGraphInPartsIsRefusedWithThePairTheNumberAndTheCure() throws IOException {
    Run run =
        tables(
            "x,y\n0,0\n0,1\n", "x,y\n9,0\n9,1\n", "--solver", "sinkhorn", "--cost", "geodesic:1");
    assertEquals(2, run.code());
    assertEquals(
        "monge: the graph is not connected: no path joins source point 0 with 2 of 4 points, target"
            + " point 0 among them; take more than k = 1 nearest neighbours",
        run.sentence());
    Run many = tables(SOURCE, TARGET, "--solver", "emd", "--cost", "geodesic:6");
    assertEquals(
        "monge: k = 6 nearest neighbours of 6 points: take k from 1 to 5", many.sentence());
  }

  @Test
  void solversThatNeedCostsElsewhereRefuseTheGraph() throws IOException {
    Run run = tables(SOURCE, TARGET, "--solver", "sinkhorn-divergence", "--cost", "geodesic:2");
    assertEquals(2, run.code());
    assertTrue(run.sentence().contains("geodesic:k has none: give points"), run.sentence());
  }

  @Test
  void forbiddenPairsAreKeptOrSaidToBeTooMany() throws IOException {
    String problem =
        """
        {"solver": "%s", "cost_matrix": [["inf", 1], [2, %s]], "params": {}}
        """;
    for (String solver : List.of("emd", "sinkhorn")) {
      Run kept = monge("solve", file("f.json", problem.formatted(solver, "\"inf\"")));
      assertEquals(0, kept.code(), kept.sentence());
      assertEquals(1.5, kept.objective(), 1e-9);
      Run none =
          monge("solve", file("g.json", problem.formatted(solver, "3").replace("1]", "\"inf\"]")));
      assertEquals(1, none.code());
      assertTrue(none.result().get("status").asText().startsWith("infeasible"), none.sentence());
    }
    Run refused = monge("solve", file("h.json", problem.formatted("smooth-l2", "\"inf\"")));
    assertEquals(2, refused.code());
    assertTrue(refused.sentence().contains("forbidden"), refused.sentence());
  }

  /** Classes enter the distances within the source: from a file and from a column of labels. */
  @Test
  void distancesWithinTheSourceCanKnowItsClasses() throws IOException {
    String problem =
        """
        {"solver": "fused-infoot", "source": [[0, 0], [0, 1], [1, 0], [1, 1]],
         "target": [[2, 0], [2, 1], [3, 0], [3, 1]],
         "params": {"lam": 1, "reg": 0.2, "source_labels": [0, 0, 7, 7], "labels": "%s"}}
        """;
    List<String> answers = new ArrayList<>();
    for (String mode : List.of("ignore", "separate", "official")) {
      Run byFile = monge("solve", file("i.json", problem.formatted(mode)));
      assertTrue(byFile.code() <= 1, byFile.sentence());
      Run byTables =
          tables(
              "x,y,label\n0,0,0\n0,1,0\n1,0,7\n1,1,7\n",
              "x,y\n2,0\n2,1\n3,0\n3,1\n",
              "--solver",
              "fused-infoot",
              "-P",
              "lam=1",
              "-P",
              "reg=0.2",
              "-P",
              "labels=" + mode);
      String plan = byFile.result().get("values").get("plan").toString();
      assertEquals(plan, byTables.result().get("values").get("plan").toString(), mode);
      JsonNode kernel = byFile.result().get("values").get("kernel_source_row0");
      assertEquals(mode.equals("separate"), kernel.get(2).asDouble() == 0, mode);
      answers.add(plan);
    }
    assertNotEquals(answers.get(0), answers.get(1));
    assertNotEquals(answers.get(1), answers.get(2));
  }
}
