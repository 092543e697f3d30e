package monge.commandline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import monge.app.cli.MongeCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

/** The command line as a person meets it: files, output, sentences, exit codes. */
final class CommandLineTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Two points to two points on a line: the plan keeps their order, the cost is 1. */
  private static final String TWO_BY_TWO =
      """
      {"id": "two", "solver": "emd",
       "source": [[0.0], [1.0]], "target": [[1.0], [2.0]],
       "a": [0.5, 0.5], "b": [0.5, 0.5], "cost": "sqeuclidean", "anything": {"else": [1]}}
      """;

  @TempDir private Path folder;

  private record Run(int code, String out, String err) {
    /** The one line a person reads. */
    String sentence() {
      assertEquals(1, err.lines().count(), err);
      return err.strip();
    }

    JsonNode json() throws IOException {
      return JSON.readTree(out);
    }
  }

  private static Run monge(AtomicBoolean cancelled, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        MongeCommand.run(
            arguments,
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            cancelled);
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static Run monge(String... arguments) {
    return monge(new AtomicBoolean(), arguments);
  }

  private String file(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, content);
    return file.toString();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void solvesAProblemFile() throws IOException {
    Run run = monge("solve", file("two.json", TWO_BY_TWO));
    assertEquals(0, run.code(), run.err());
    JsonNode result = run.json();
    assertEquals("two", result.get("id").asText());
    assertEquals("emd", result.get("solver").asText());
    assertEquals("optimal", result.get("status").asText());
    assertEquals(1.0, result.get("values").get("objective").asDouble(), 1e-12);
    assertEquals("[[0.5,0.0],[0.0,0.5]]", result.get("values").get("plan").toString());
  }

  @Test
  void writesAResultForEachFileAndGoesOnAfterABadOne() throws IOException {
    String good = file("two.json", TWO_BY_TWO);
    String bad = file("bad.json", "{\"solver\": \"emd\", \"source\": [[0], [\"x\"]]}");
    String other = file("other.json", TWO_BY_TWO.replace("\"two\"", "\"other\""));
    Run run = monge("solve", good, bad, other, "--out-dir", path("results/deep"));
    assertEquals(2, run.code());
    assertEquals(
        "monge: " + bad + ":1:36: found the text 'x' in 'source', expected a finite number",
        run.sentence());
    try (var files = Files.list(folder.resolve("results/deep"))) {
      assertEquals(
          List.of("other.result.json", "two.result.json"),
          files.map(f -> f.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void infinitiesAreWordsInResults() throws IOException {
    String problem =
        file(
            "zero.json",
            """
            {"solver": "sinkhorn", "source": [[0.0], [1.0], [5.0]], "target": [[0.0], [1.0]],
             "a": [0.5, 0.5, 0.0], "b": [0.5, 0.5], "params": {"reg": 0.5}}
            """);
    Run run = monge("solve", problem);
    assertEquals(0, run.code(), run.err());
    assertEquals("\"-inf\"", run.json().get("values").get("dual_f").get(2).toString());
    assertEquals("zero", run.json().get("id").asText());
  }

  @Test
  void solvesTwoTables() throws IOException {
    String source = file("a.csv", "x,y\n0,0\n1,0\n");
    String target = file("b.tsv", "# a comment\nx\ty\tweight\n0\t1\t3\n1\t1\t1\n");
    Run run =
        monge(
            "solve",
            "--solver",
            "emd",
            "--source",
            source,
            "--target",
            target,
            "--cost",
            "euclidean",
            "--out",
            path("r.json"),
            "--plan",
            path("plan.npy"));
    assertEquals(0, run.code(), run.err());
    assertTrue(run.sentence().endsWith("the weights sum to 4.0; they were divided by it"));
    JsonNode values = JSON.readTree(folder.resolve("r.json").toFile()).get("values");
    assertEquals("[[0.5,0.0],[0.25,0.25]]", values.get("plan").toString());
    assertEquals(0.75 + 0.25 * Math.sqrt(2), values.get("objective").asDouble(), 1e-12);
    assertArrayEquals(new double[] {0.5, 0, 0.25, 0.25}, npy(folder.resolve("plan.npy")), 0);
  }

  private static double[] npy(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals("NUMPY", new String(bytes.array(), 1, 5, StandardCharsets.ISO_8859_1));
    int header = bytes.getShort(8);
    assertEquals(0, (10 + header) % 64, "the data is aligned");
    assertTrue(
        new String(bytes.array(), 10, header, StandardCharsets.ISO_8859_1)
            .contains("'shape': (2, 2)"));
    bytes.position(10 + header);
    double[] values = new double[bytes.remaining() / 8];
    bytes.asDoubleBuffer().get(values);
    return values;
  }

  @Test
  void theCommandLineWinsOverTheFile() throws IOException {
    String problem =
        file(
            "p.json",
            TWO_BY_TWO.replace("\"cost\"", "\"params\": {\"reg\": 1e-3, \"hs\": [1]}, \"cost\""));
    JsonNode small = monge("solve", "--solver", "sinkhorn", problem).json();
    JsonNode large = monge("solve", "--solver", "sinkhorn", "-P", "reg=100", problem).json();
    assertEquals(1e-3, small.get("values").get("reg").asDouble());
    assertEquals(0.25, large.get("values").get("plan").get(0).get(1).asDouble(), 0.01);
  }

  @Test
  void aSolveThatDoesNotConvergeIsWrittenAndMarked() throws IOException {
    String problem =
        file(
            "hard.json",
            TWO_BY_TWO
                .replace("\"emd\"", "\"ipot\"")
                .replace("[[1.0], [2.0]]", "[[0.4], [0.6]]")
                .replace("\"cost\"", "\"params\": {\"max_iterations\": 1}, \"cost\""));
    Run run = monge("solve", problem, "--out", path("hard.result.json"));
    assertEquals(1, run.code(), run.err());
    String status =
        JSON.readTree(folder.resolve("hard.result.json").toFile()).get("status").asText();
    assertTrue(status.startsWith("not converged"), status);
    assertFalse(status.matches(".*(error|fail|cancel|infeasible).*"), status);
    assertTrue(run.sentence().contains("not converged"), run.err());
  }

  @Test
  void aCancelledSolveIsWrittenAndMarked() throws IOException {
    StringBuilder points = new StringBuilder("x,y\n");
    for (int i = 0; i < 300; i++) {
      points.append(Math.sin(7 * i)).append(',').append(Math.cos(3 * i)).append('\n');
    }
    String cloud = file("cloud.csv", points.toString());
    String other =
        file("other.csv", points.reverse().toString().isEmpty() ? "" : "0,0\n1,1\n2,5\n");
    Run run =
        monge(
            new AtomicBoolean(true),
            "solve",
            "--solver",
            "sinkhorn",
            "--source",
            cloud,
            "--target",
            other,
            "--out",
            path("c.json"));
    assertEquals(130, run.code(), run.err());
    assertEquals(
        "cancelled", JSON.readTree(folder.resolve("c.json").toFile()).get("status").asText());
  }

  @Test
  void aProblemWithoutAPlanIsInfeasible() throws IOException {
    String problem =
        file(
            "forbidden.json",
            """
            {"solver": "emd", "a": [0.5, 0.5], "b": [0.5, 0.5],
             "cost_matrix": [[1, "inf"], [2, "inf"]]}
            """);
    Run run = monge("solve", problem);
    assertEquals(1, run.code(), run.err());
    assertTrue(run.json().get("status").asText().startsWith("infeasible"));
    assertFalse(run.json().get("values").has("plan"));
  }

  @Test
  void weightsThatDoNotSumToOneAreNormalisedAndThatIsSaid() throws IOException {
    String problem = file("w.json", TWO_BY_TWO.replace("\"a\": [0.5, 0.5]", "\"a\": [1, 1]"));
    Run run = monge("solve", problem);
    assertEquals(0, run.code());
    assertEquals(problem + ": the weights 'a' sum to 2.0; they were divided by it", run.sentence());
    assertEquals(1.0, run.json().get("values").get("objective").asDouble(), 1e-12);
  }

  /** What is wrong in a problem file, and the sentence about it; FILE stands for the file. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | FILE: the problem names no 'solver', expected one; or give --solver",
        "[1] | FILE:1:1: found a list, expected a problem as JSON: an object in braces",
        "{'solver':'emd','source':[[0],[1]] | FILE:1:35: the file ends in the middle of a value,"
            + " expected its closing bracket",
        "{'source':[[0,1],[1]]} | FILE:1:18: found 1 numbers in row 2 of 'source', expected 2 as"
            + " in the first row",
        "{'source':[[0],[NaN]]} | FILE:1:17: found NaN in 'source', expected a finite number",
        "{'source':[[0],['inf']]} | FILE:1:17: found the text 'inf' in 'source', expected a finite"
            + " number",
        "{'source':[[0],[null]]} | FILE:1:17: found null in 'source', expected a finite number",
        "{'source':[]} | FILE:1:11: found nothing in 'source', expected at least one row",
        "{'a':[0.5,-0.5]} | FILE:1:11: found the weight -0.5 in 'a', expected a number >= 0",
        "{'a':[0,0]} | FILE:1:6: found only weights of 0 in 'a', expected at least one above 0",
        "{'source':[[0],[1]],'a':[1]} | FILE:1:25: found 1 weights in 'a', expected 2, one for"
            + " each point of 'source'",
        "{'cost':'taxi'} | FILE:1:9: unknown cost 'taxi': expected sqeuclidean, euclidean,"
            + " cityblock, chebyshev, cosine, mahalanobis, minkowski:p, thresholded:T or"
            + " geodesic:k",
        "{'solver':'sinkhorn','source':[[0]],'target':[[1]],'params':{'reg':-1}} | FILE:1:68:"
            + " parameter reg: found -1.0, expected a number > 0",
        "{'solver':'sinkhorn','source':[[0]],'target':[[1]],'params':{'reg':[1,2]}} | FILE:1:68:"
            + " parameter reg: found a list, expected one value",
        "{'id':'../x','solver':'emd','source':[[0]],'target':[[1]]} | FILE:1:7: found the id"
            + " '../x', expected one that can be a file name",
      })
  void badProblemFilesAreRefused(String content, String sentence) throws IOException {
    String file = file("bad.json", content.replace('\'', '"'));
    Run run = monge("solve", file, "--out-dir", path("out"));
    assertEquals(2, run.code(), run.err());
    assertEquals("monge: " + sentence.replace("FILE", file), run.sentence());
  }

  @Test
  void filesThatCannotBeReadAreRefused() throws IOException {
    String missing = path("missing.json");
    assertEquals(
        "monge: " + missing + ": there is no such file, expected a problem as JSON",
        monge("solve", missing).sentence());
    assertEquals(
        "monge: " + folder + ": this is a directory, expected a problem as JSON",
        monge("solve", folder.toString()).sentence());
    String empty = file("empty.json", "");
    assertEquals(
        "monge: " + empty + ": the file is empty, expected a problem as JSON",
        monge("solve", empty).sentence());
    assertEquals(2, monge("solve", empty).code());
  }

  @Test
  void unknownSolversAreRefusedWithTheKnownOnes() throws IOException {
    String problem = file("two.json", TWO_BY_TWO);
    Run run = monge("solve", problem, "--solver", "magic");
    assertEquals(2, run.code());
    assertTrue(run.sentence().contains("unknown solver 'magic', expected one of"), run.err());
    assertTrue(run.sentence().contains("sinkhorn"), run.err());
  }

  @Test
  void badParametersAreRefused() throws IOException {
    String problem = file("two.json", TWO_BY_TWO);
    Run unknown = monge("solve", problem, "--solver", "sinkhorn", "-P", "speed=9");
    assertEquals(2, unknown.code());
    assertTrue(unknown.sentence().contains("unknown parameter 'speed'"), unknown.err());
    Run outside = monge("solve", problem, "--solver", "sinkhorn", "-P", "reg=0");
    assertEquals(2, outside.code());
    assertTrue(
        outside.sentence().contains("parameter reg: found 0, expected a number > 0"),
        outside.err());
    Run word = monge("solve", problem, "--solver", "sinkhorn", "-P", "reg=little");
    assertTrue(word.sentence().contains("found little, expected a number > 0"), word.err());
  }

  @Test
  void aProblemTooLargeForMemoryIsRefused() throws IOException {
    // 200,000 points would need a plan of 320 GB.
    StringBuilder points = new StringBuilder("x,y\n");
    for (int i = 0; i < 200_000; i++) {
      points.append(i).append(",0\n");
    }
    String cloud = file("many.csv", points.toString());
    Run run = monge("solve", "--solver", "fused-infoot", "--source", cloud, "--target", cloud);
    assertEquals(2, run.code(), run.err());
    assertTrue(run.sentence().contains("GiB"), run.err());
  }

  /** What is wrong in a table, and the sentence about it; backslash n ends a line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x,y\\n1,2\\n3\\n | FILE:3:1: found 1 column, expected 2 as in the first line",
        "1,2\\n3,4,5\\n | FILE:2:3: found 3 columns, expected 2 as in the first line",
        "x,y\\n1,two\\n | FILE:2:2: found 'two' in 'y', expected a finite number",
        "1,2\\n3,\\n | FILE:2:2: found nothing, expected a finite number",
        "1,2\\n# note\\n\\n3,nan\\n | FILE:4:2: found 'nan', expected a finite number",
        "nan,1\\n | FILE:1:1: found 'nan', expected a finite number",
        "1;2,5\\n3;4,5\\n | FILE:1:2: found '2,5', expected a finite number with a decimal point",
        "x,w\\n1,-1\\n | FILE:2:2: found the weight -1.0 in 'w', expected one >= 0",
        "x,w\\n1,0\\n2,0\\n | FILE: found only weights of 0 in column 2, expected at least one"
            + " above 0",
        "x,y\\n | FILE:1:1: found a header and no points, expected at least one point",
        "# only\\n | FILE: the file is empty, expected a table of numbers, one point a line",
        "weight\\n1\\n | FILE:2:1: found no column of coordinates, expected at least one",
      })
  void badTablesAreRefused(String content, String sentence) throws IOException {
    String file = file("bad.csv", content.replace("\\n", "\n"));
    String good = file("good.csv", "0,0\n1,1\n");
    Run run = monge("solve", "--solver", "emd", "--source", file, "--target", good);
    assertEquals(2, run.code(), run.err());
    assertEquals("monge: " + sentence.replace("FILE", file), run.sentence());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "0 1\\n2  3\\n",
        "0;1\\r\\n2;3\\r\\n",
        "\uFEFFx,y\\n0,1\\n2,3",
        "0\\t1\\n2\\t3\\n",
        "x, y\\n\"0\", 1\\n 2e0 ,3.0\\n",
        "x,y,class\\n0,1,red\\n2,3,blue\\n"
      })
  void tablesComeInManyShapes(String content) throws IOException {
    String file =
        file("t.csv", content.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t"));
    Run run = monge("solve", "--solver", "emd", "--source", file, "--target", file);
    assertEquals(0, run.code(), run.err());
    assertEquals("[[0.0,1.0],[2.0,3.0]]", run.json().get("problem").get("source").toString());
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws IOException {
    Path file = folder.resolve("picture.csv");
    Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2});
    Run run =
        monge("solve", "--solver", "emd", "--source", file.toString(), "--target", file.toString());
    assertEquals(2, run.code());
    assertTrue(run.sentence().contains("this is not text in UTF-8"), run.err());
  }

  @Test
  void onePointAndEqualPointsAreFine() throws IOException {
    String one = file("one.csv", "3,4\n");
    String equal = file("equal.csv", "0,0\n0,0\n0,0\n");
    Run run = monge("solve", "--solver", "emd", "--source", one, "--target", equal);
    assertEquals(0, run.code(), run.err());
    assertEquals(25, run.json().get("values").get("objective").asDouble(), 1e-12);
  }

  @Test
  void projectsNewPointsByAResult() throws IOException {
    String source = file("a.csv", "0,0\n10,0\n");
    String target = file("b.csv", "0,5\n10,5\n");
    assertEquals(
        0,
        monge(
                "solve",
                "--solver",
                "sinkhorn",
                "-P",
                "reg=0.5",
                "--source",
                source,
                "--target",
                target,
                "--out",
                path("r.json"))
            .code());
    String fresh = file("new.csv", "1,0\n9,0\n");
    for (String method : List.of("conditional", "entropic", "nearest")) {
      Run run = monge("project", "--result", path("r.json"), "--points", fresh, "--method", method);
      assertEquals(0, run.code(), run.err());
      List<String> lines = run.out().lines().toList();
      assertEquals("x,y", lines.get(0));
      double[] left = parse(lines.get(1));
      double[] right = parse(lines.get(2));
      assertEquals(5, left[1], 1e-9, method);
      assertEquals(5, right[1], 1e-9, method);
      assertTrue(left[0] < 5 && right[0] > 5, method + " " + run.out());
    }
    Run nearest =
        monge("project", "--result", path("r.json"), "--points", fresh, "--method", "nearest");
    assertArrayEquals(new double[] {1, 5}, parse(nearest.out().lines().toList().get(1)), 1e-6);
    Run barycentric =
        monge("project", "--result", path("r.json"), "--points", fresh, "--method", "barycentric");
    assertEquals(2, barycentric.code());
    assertTrue(barycentric.sentence().contains("expected source points"), barycentric.err());
    Run unknown = monge("project", "--result", path("r.json"), "-P", "width=1", "--points", fresh);
    assertEquals(2, unknown.code());
    assertTrue(unknown.sentence().contains("unknown parameter 'width'"), unknown.err());
  }

  @Test
  void projectsTheSourcePointsOfAProblem() throws IOException {
    Run run = monge("project", file("two.json", TWO_BY_TWO), "--method", "barycentric");
    assertEquals(0, run.code(), run.err());
    assertEquals(List.of("x", "1.0", "2.0"), run.out().lines().toList());
  }

  private static double[] parse(String line) {
    return java.util.Arrays.stream(line.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  @Test
  void comparesGaussians() throws IOException {
    // Both clouds have the same spread: the map is the shift between their means.
    String source = file("a.csv", "0,0\n2,0\n0,2\n2,2\n");
    String target = file("b.csv", "3,4\n5,4\n3,6\n5,6\n");
    Run run = monge("gaussian", "--source", source, "--target", target, "--json", "-");
    assertEquals(0, run.code(), run.err());
    JsonNode values = run.json().get("values");
    assertEquals(5, values.get("W2").asDouble(), 1e-9);
    assertEquals(1, values.get("cov1").get(0).get(0).asDouble(), 1e-12);
    assertEquals(1, values.get("A").get(0).get(0).asDouble(), 1e-9);
    assertEquals(4, values.get("b").get(1).asDouble(), 1e-9);
  }

  @Test
  void advisesOnRegularisation() throws IOException {
    String problem = file("two.json", TWO_BY_TWO);
    Run run = monge("advise", problem, "--reg", "0.5", "--json");
    assertEquals(0, run.code(), run.err());
    JsonNode advice = run.json();
    assertEquals(0.5, advice.get("pot_reg").asDouble());
    assertEquals(0.5, advice.get("geomloss_blur").asDouble(), 1e-15);
    // The costs are 1, 4, 0, 1; the targets lie 1 apart.
    assertEquals(0.5 / 1.5, advice.get("ott_relative_epsilon").asDouble(), 1e-15);
    assertEquals(1, advice.get("spacing").asDouble());
    assertTrue(monge("advise", problem, "--reg", "0.5").out().contains("range"));
    assertEquals(2, monge("advise", problem).code());
    assertTrue(monge("advise", problem, "--reg", "-1").sentence().contains("eps = -1"));
  }

  @Test
  void timesASolve() throws IOException {
    Run run =
        monge(
            "bench", file("two.json", TWO_BY_TWO), "--warmup", "1", "--repeat", "3", "--json", "-");
    assertEquals(0, run.code(), run.err());
    assertEquals(3, run.json().get("seconds").size());
    assertTrue(run.json().get("seconds").get(0).asDouble() > 0);
    assertEquals(1.0, run.json().get("values").get("objective").asDouble(), 1e-12);
  }

  @Test
  void listsEverySolverWithItsParameters() throws IOException {
    JsonNode list = monge("solvers", "--json").json();
    JsonNode sinkhorn = null;
    for (JsonNode solver : list) {
      sinkhorn = solver.get("id").asText().equals("sinkhorn") ? solver : sinkhorn;
    }
    assertTrue(sinkhorn != null);
    JsonNode reg = sinkhorn.get("parameters").get(0);
    assertEquals("reg", reg.get("key").asText());
    assertEquals(0, reg.get("min").asDouble());
    assertFalse(reg.get("min_included").asBoolean());
    String text = monge("solvers").out();
    assertTrue(text.contains("-P reg="), text);
  }

  @Test
  void drawsAView() throws IOException {
    Run run =
        monge(
            "render",
            file("two.json", TWO_BY_TWO.replace("[1.0], [2.0]", "[1.0], [2.0]")),
            "--solver",
            "emd",
            "--source",
            "x");
    assertEquals(2, run.code(), "a file and a cloud at once are refused");
    String source = file("a.csv", "0,0\n1,0\n2,1\n");
    String target = file("b.csv", "0,2\n1,3\n2,2\n");
    Run light =
        monge(
            "render",
            "--solver",
            "emd",
            "--source",
            source,
            "--target",
            target,
            "--view",
            "plan",
            "--width",
            "200",
            "--height",
            "150",
            "--scale",
            "2",
            "--out",
            path("f.png"));
    assertEquals(0, light.code(), light.err());
    BufferedImage picture = ImageIO.read(folder.resolve("f.png").toFile());
    assertEquals(400, picture.getWidth());
    assertEquals(300, picture.getHeight());
    assertTrue(
        java.util.stream.IntStream.range(0, 400 * 300)
                .map(k -> picture.getRGB(k % 400, k / 400))
                .distinct()
                .count()
            > 20,
        "something is drawn");
    Run wrong =
        monge(
            "render",
            "--solver",
            "emd",
            "--source",
            source,
            "--target",
            target,
            "--view",
            "sunset",
            "--out",
            path("g.png"));
    assertEquals(2, wrong.code());
    assertTrue(wrong.sentence().contains("unknown view 'sunset'"), wrong.err());
  }

  @Test
  void theGalleryHoldsAPictureOrASentenceForEverySolver() throws IOException {
    Run run =
        monge("gallery", "--sample", "course-split", "--out", path("g/deep"), "--width", "200");
    assertTrue(run.code() <= 1, run.err());
    for (JsonNode solver : monge("solvers", "--json").json()) {
      if (!solver.has("evaluation")) {
        Path picture = folder.resolve("g/deep").resolve(solver.get("id").asText() + ".png");
        assertTrue(
            Files.exists(picture)
                != run.err()
                    .lines()
                    .anyMatch(l -> l.startsWith(solver.get("name").asText() + ": ")),
            solver.get("id").asText());
      }
    }
    assertEquals(200, ImageIO.read(folder.resolve("g/deep/emd.png").toFile()).getWidth());
    assertTrue(ImageIO.read(folder.resolve("g/deep/gallery.png").toFile()).getWidth() > 600);
    assertEquals(2, monge("gallery", "--sample", "moonlight", "--out", path("h")).code());
  }

  @Test
  void theReferenceTellsEverythingAboutEverySolver() throws Exception {
    Run run = monge("solvers", "--html", path("r.html"), "--markdown", path("r.md"));
    assertEquals(0, run.code(), run.err());
    assertEquals("", run.out());
    String markdown = Files.readString(folder.resolve("r.md"));
    String html = Files.readString(folder.resolve("r.html"));
    // Well-formed enough for a strict reader, once the tags that stand alone are closed.
    String closed =
        html.replaceFirst("<!doctype html>", "").replaceAll("<meta ([^>]*)>", "<meta $1/>");
    Document page =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(closed.getBytes(StandardCharsets.UTF_8)));
    String words = page.getDocumentElement().getTextContent();
    for (JsonNode solver : monge("solvers", "--json").json()) {
      String id = solver.get("id").asText();
      assertTrue(markdown.contains("`" + id + "`"), id);
      assertTrue(words.contains(solver.get("summary").asText()), id);
      if (solver.has("evaluation")) {
        continue;
      }
      assertTrue(html.contains("<article id=\"" + id + "\">"), id);
      assertTrue(html.contains("<a href=\"#" + id + "\">"), id);
      assertTrue(markdown.contains("(#" + id + ")"), id);
      assertTrue(markdown.contains(solver.get("formula").asText().strip()), id);
      for (String field : List.of("name", "method", "family", "formula", "source", "complexity")) {
        assertTrue(words.contains(solver.get(field).asText().strip()), id + " " + field);
      }
      for (JsonNode parameter : solver.get("parameters")) {
        assertTrue(words.contains(parameter.get("summary").asText()), id + " " + parameter);
        assertTrue(markdown.contains("| `" + parameter.get("key").asText() + "` |"), id);
      }
    }
  }

  @Test
  void oneSourceIsSolvedToManyTargetsAtOnce() throws IOException {
    String problem =
        file(
            "batch.json",
            """
            {"solver": "sinkhorn-batch", "source": [[0], [1]], "target": [[0], [1], [2]],
             "params": {"reg": 0.1, "targets": [[1, 1, 0], [0, 1, 3]]}}
            """);
    Run run = monge("solve", problem);
    assertEquals(0, run.code(), run.err());
    JsonNode values = run.json().get("values");
    assertEquals(0.25, values.get("plans").get("1").get(0).get(1).asDouble(), 1e-4);
    assertEquals(0.0, values.get("plans").get("0").get(1).get(2).asDouble());
    assertEquals(2, values.get("objective").size());
  }

  /** Two pairs of points far apart, and the same again: every bandwidth brings labels back. */
  @Test
  void validateChoosesAParameterByLabels() throws IOException {
    String labelled =
        """
        {"id": "v", "solver": "sinkhorn", "source": [[0, 0], [0, 1], [9, 0], [9, 1]],
         "target": [[1, 0], [1, 1], [8, 0], [8, 1]], "params": {%s}}
        """;
    String problem = file("v.json", labelled.formatted("\"labels\": [0, 0, 4, 4]"));
    Run run = monge("validate", problem, "--parameter", "reg", "--values", "0.5,2");
    assertEquals(0, run.code(), run.err());
    assertEquals(
        List.of(
            "reg = 0.5: 100.0 % of the labels return",
            "reg = 2.0: 100.0 % of the labels return", "best reg = 0.5"),
        run.out().lines().toList());
    Run without = monge("validate", problem, "--parameter", "reg");
    assertTrue(without.sentence().contains("found no --values for reg"), without.err());
    Run bare =
        monge(
            "validate",
            file("bare.json", labelled.formatted("")),
            "--parameter",
            "reg",
            "--values",
            "1");
    assertEquals(2, bare.code());
    assertTrue(bare.sentence().contains("load a label column"), bare.err());
  }

  @ParameterizedTest
  @CsvSource({
    "dance, dance",
    "solve --nonsense, --nonsense",
    "solve, found no problem",
    "bench --repeat many, many"
  })
  void badArgumentsAreRefused(String arguments, String word) {
    Run run = monge(arguments.split(" ", -1));
    assertEquals(2, run.code());
    assertTrue(run.sentence().contains(word), run.err());
  }

  @Test
  void helpNamesTheVerbs() {
    Run run = monge("--help");
    assertEquals(0, run.code());
    for (String verb :
        List.of(
            "solve",
            "project",
            "validate",
            "gaussian",
            "advise",
            "bench",
            "render",
            "gallery",
            "solvers")) {
      assertTrue(run.out().contains(verb), verb);
    }
  }

  @Test
  void stackTracesComeOnlyWhenAskedFor() {
    String missing = path("missing.json");
    assertEquals(1, monge("solve", missing).err().lines().count());
    assertTrue(monge("solve", "--verbose", missing).err().contains("\tat monge.app.io"));
  }
}
