package monge.app.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monge.cost.GroundCost;
import monge.problem.ProblemDescription;
import org.jspecify.annotations.Nullable;

/**
 * Reads a problem from JSON: {@code id, solver, source, target, a, b, cost, cost_matrix, params};
 * other members are ignored. Points and matrices are lists of rows; {@code "inf"} in a cost matrix
 * forbids a pair.
 */
public final class ProblemFile {

  private static final String EXPECTED = "a problem as JSON";
  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Understood only to be refused by name and place.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private final Path file;
  private final ProblemDescription description;
  private final Map<String, Place> places;

  private ProblemFile(Path file, ProblemDescription description, Map<String, Place> places) {
    this.file = file;
    this.description = description;
    this.places = places;
  }

  /**
   * Reads and checks everything that can be checked without knowing the solver.
   *
   * @throws InputException with file, line and column
   */
  public static ProblemFile read(Path file) {
    return read(file, EXPECTED, Reader::problem);
  }

  /** A result with the problem it answers. */
  static StoredResult readResult(Path file) {
    return read(file, "a result as JSON", Reader::result);
  }

  @FunctionalInterface
  private interface Reading<T> {
    T by(Reader reader) throws IOException;
  }

  private static <T> T read(Path file, String expected, Reading<T> reading) {
    TextFiles.requireReadable(file, expected);
    try (JsonParser json = JSON.createParser(file.toFile())) {
      return reading.by(new Reader(file, json, expected));
    } catch (JsonEOFException e) {
      throw InputException.at(
          file,
          place(e.getLocation()),
          "the file ends in the middle of a value, expected its closing bracket");
    } catch (JsonParseException e) {
      throw InputException.at(
          file,
          place(e.getLocation()),
          "this is not JSON (%s), expected %s".formatted(e.getOriginalMessage(), expected));
    } catch (IOException e) {
      throw TextFiles.unreadable(file, e);
    }
  }

  public Path file() {
    return file;
  }

  public ProblemDescription description() {
    return description;
  }

  /**
   * A complaint about a member, such as {@code solver} or {@code params.reg}, at the place where it
   * stands; about the file if the member is not in it.
   */
  public InputException complaint(String member, String sentence) {
    Place place = places.get(member);
    return place == null
        ? InputException.in(file, sentence)
        : InputException.at(file, place, sentence);
  }

  private static Place place(@Nullable JsonLocation at) {
    return at == null ? new Place(1, 1) : new Place(at.getLineNr(), at.getColumnNr());
  }

  private static final class Reader {
    private final Path file;
    private final JsonParser json;
    private final String expected;
    private final Map<String, Place> places = new HashMap<>();

    private Optional<String> id = Optional.empty();
    private Optional<String> solver = Optional.empty();
    private Optional<String> cost = Optional.empty();
    private Optional<double[][]> source = Optional.empty();
    private Optional<double[][]> target = Optional.empty();
    private Optional<double[][]> costMatrix = Optional.empty();
    private Optional<double[]> a = Optional.empty();
    private Optional<double[]> b = Optional.empty();
    private final Map<String, Object> params = new LinkedHashMap<>();

    Reader(Path file, JsonParser json, String expected) {
      this.file = file;
      this.json = json;
      this.expected = expected;
    }

    ProblemFile problem() throws IOException {
      start();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        member(json.currentName());
      }
      end();
      return new ProblemFile(file, description(), places);
    }

    StoredResult result() throws IOException {
      start();
      Map<String, Object> values = new LinkedHashMap<>();
      boolean answered = false;
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        switch (name) {
          case "values" -> {
            json.nextToken();
            objectMembers(name, values);
          }
          case "problem" -> {
            json.nextToken();
            requireObject(name);
            while (json.nextToken() != JsonToken.END_OBJECT) {
              member(json.currentName());
            }
            answered = true;
          }
          case "id", "solver" -> member(name);
          default -> {
            json.nextToken();
            json.skipChildren();
          }
        }
      }
      if (!answered) {
        throw InputException.in(
            file,
            "found no member 'problem', expected the result of a solver as 'solve' writes it");
      }
      end();
      return new StoredResult(file, description(), values);
    }

    private void start() throws IOException {
      JsonToken first = json.nextToken();
      if (first == null) {
        throw InputException.in(file, "the file is empty, expected " + expected);
      }
      if (first != JsonToken.START_OBJECT) {
        throw here("found %s, expected %s: an object in braces".formatted(found(), expected));
      }
    }

    private void end() throws IOException {
      if (json.nextToken() != null) {
        throw here("found %s after the end of the problem, expected nothing".formatted(found()));
      }
      checkShapes();
    }

    private void requireObject(String name) throws IOException {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw here("found %s in '%s', expected an object in braces".formatted(found(), name));
      }
    }

    private void member(String name) throws IOException {
      JsonToken value = json.nextToken();
      places.put(name, place(json.currentTokenLocation()));
      if (value == JsonToken.VALUE_NULL) {
        return;
      }
      switch (name) {
        case "id" -> id = Optional.of(text(name));
        case "solver" -> solver = Optional.of(text(name));
        case "cost" -> cost = Optional.of(costName());
        case "source" -> source = Optional.of(points(name));
        case "target" -> target = Optional.of(points(name));
        case "a" -> a = Optional.of(weights(name));
        case "b" -> b = Optional.of(weights(name));
        case "cost_matrix" -> costMatrix = Optional.of(matrix(name, true));
        case "params" -> objectMembers(name, params);
        default -> json.skipChildren();
      }
    }

    private ProblemDescription description() {
      ProblemDescription.Builder builder = ProblemDescription.named(id.orElseGet(this::fileStem));
      solver.ifPresent(builder::solver);
      cost.ifPresent(builder::cost);
      source.ifPresent(builder::source);
      target.ifPresent(builder::target);
      a.ifPresent(builder::sourceWeights);
      b.ifPresent(builder::targetWeights);
      costMatrix.ifPresent(builder::costMatrix);
      params.forEach(builder::param);
      return builder.build();
    }

    private String fileStem() {
      String name = String.valueOf(file.getFileName());
      int dot = name.lastIndexOf('.');
      return dot > 0 ? name.substring(0, dot) : name;
    }

    private void checkShapes() {
      checkLength("a", a, "source", source.map(p -> p.length));
      checkLength("b", b, "target", target.map(p -> p.length));
      checkLength("a", a, "cost_matrix", costMatrix.map(c -> c.length));
      checkLength("b", b, "cost_matrix", costMatrix.map(c -> c[0].length));
      checkMatrix("source", source.map(p -> p.length), costMatrix.map(c -> c.length), "rows");
      checkMatrix("target", target.map(p -> p.length), costMatrix.map(c -> c[0].length), "columns");
    }

    private void checkLength(
        String weightName, Optional<double[]> w, String of, Optional<Integer> size) {
      if (w.isPresent() && size.isPresent() && w.get().length != size.get()) {
        String expected =
            of.equals("cost_matrix")
                ? "%d for the %d %s of 'cost_matrix'"
                    .formatted(size.get(), size.get(), weightName.equals("a") ? "rows" : "columns")
                : "%d, one for each point of '%s'".formatted(size.get(), of);
        throw at(
            weightName,
            "found %d weights in '%s', expected %s"
                .formatted(w.get().length, weightName, expected));
      }
    }

    private void checkMatrix(
        String points, Optional<Integer> found, Optional<Integer> expected, String sort) {
      if (found.isPresent() && expected.isPresent() && !found.get().equals(expected.get())) {
        throw at(
            "cost_matrix",
            "found %d %s in 'cost_matrix', expected %d, one for each point of '%s'"
                .formatted(expected.get(), sort, found.get(), points));
      }
    }

    private String text(String name) throws IOException {
      if (json.currentToken() != JsonToken.VALUE_STRING) {
        throw here("found %s in '%s', expected a text".formatted(found(), name));
      }
      return json.getText();
    }

    private String costName() throws IOException {
      String name = text("cost");
      try {
        return GroundCost.named(name).name();
      } catch (IllegalArgumentException e) {
        throw here(String.valueOf(e.getMessage()));
      }
    }

    private double[][] points(String name) throws IOException {
      double[][] rows = matrix(name, false);
      if (rows[0].length == 0) {
        throw at(name, "found points without coordinates in '%s', expected some".formatted(name));
      }
      return rows;
    }

    private double[][] matrix(String name, boolean infinityAllowed) throws IOException {
      startOfList(name);
      Place start = place(json.currentTokenLocation());
      List<double[]> rows = new ArrayList<>();
      boolean flat = false;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        Place at = place(json.currentTokenLocation());
        if (rows.isEmpty()) {
          flat = json.currentToken() != JsonToken.START_ARRAY;
        }
        if (flat) {
          // A plain list of numbers is a list of points on a line.
          rows.add(new double[] {number(name, infinityAllowed)});
          continue;
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
          throw here(
              "found %s in '%s', expected a row: a list of numbers".formatted(found(), name));
        }
        double[] row = numbers(name, infinityAllowed);
        if (!rows.isEmpty() && row.length != rows.getFirst().length) {
          throw InputException.at(
              file,
              at,
              "found %d numbers in row %d of '%s', expected %d as in the first row"
                  .formatted(row.length, rows.size() + 1, name, rows.getFirst().length));
        }
        rows.add(row);
      }
      if (rows.isEmpty() || rows.getFirst().length == 0) {
        throw InputException.at(
            file, start, "found nothing in '%s', expected at least one row".formatted(name));
      }
      return rows.toArray(double[][]::new);
    }

    private double[] weights(String name) throws IOException {
      startOfList(name);
      Place start = place(json.currentTokenLocation());
      double[] collected = new double[16];
      int count = 0;
      double sum = 0;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        double w = number(name, false);
        if (w < 0) {
          throw here("found the weight %s in '%s', expected a number >= 0".formatted(w, name));
        }
        if (count == collected.length) {
          collected = Arrays.copyOf(collected, 2 * count);
        }
        collected[count++] = w;
        sum += w;
      }
      if (!(sum > 0)) {
        throw InputException.at(
            file,
            start,
            count == 0
                ? "found no weights in '%s', expected at least one".formatted(name)
                : "found only weights of 0 in '%s', expected at least one above 0".formatted(name));
      }
      return Arrays.copyOf(collected, count);
    }

    private void startOfList(String name) throws IOException {
      if (json.currentToken() != JsonToken.START_ARRAY) {
        throw here("found %s in '%s', expected a list".formatted(found(), name));
      }
    }

    private double[] numbers(String name, boolean infinityAllowed) throws IOException {
      double[] collected = new double[8];
      int count = 0;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (count == collected.length) {
          collected = Arrays.copyOf(collected, 2 * count);
        }
        collected[count++] = number(name, infinityAllowed);
      }
      return Arrays.copyOf(collected, count);
    }

    private double number(String name, boolean infinityAllowed) throws IOException {
      String wanted = infinityAllowed ? "a number or \"inf\"" : "a finite number";
      double x =
          switch (json.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_STRING -> infinityOrNaN(json.getText());
            default -> Double.NaN;
          };
      if (Double.isNaN(x)
          || (Double.isInfinite(x) && !infinityAllowed)
          || x == Double.NEGATIVE_INFINITY) {
        throw here("found %s in '%s', expected %s".formatted(found(), name, wanted));
      }
      return x;
    }

    private void objectMembers(String object, Map<String, Object> members) throws IOException {
      requireObject(object);
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String key = json.currentName();
        json.nextToken();
        String name = object + "." + key;
        places.put(name, place(json.currentTokenLocation()));
        Object value = anything(name);
        if (value != null) {
          members.put(key, value);
        }
      }
    }

    private @Nullable Object anything(String name) throws IOException {
      return switch (json.currentToken()) {
        case VALUE_NULL -> null;
        case VALUE_TRUE -> true;
        case VALUE_FALSE -> false;
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
          double x = json.getDoubleValue();
          if (!Double.isFinite(x)) {
            throw here(
                "found %s in '%s', expected a number (infinity is written \"inf\")"
                    .formatted(found(), name));
          }
          yield x;
        }
        case VALUE_STRING -> {
          String text = json.getText();
          double x = infinityOrNaN(text);
          yield Double.isNaN(x) ? text : (Object) x;
        }
        case START_ARRAY -> list(name);
        case START_OBJECT -> {
          Map<String, Object> map = new LinkedHashMap<>();
          objectMembers(name, map);
          yield map;
        }
        default -> throw here("found %s in '%s', expected a value".formatted(found(), name));
      };
    }

    /**
     * Numbers become {@code double[]}, rows of equal length {@code double[][]}, the rest a list.
     */
    private Object list(String name) throws IOException {
      List<Object> items = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        Object item = anything(name);
        if (item == null) {
          throw here("found null in '%s', expected a value".formatted(name));
        }
        items.add(item);
      }
      if (items.stream().allMatch(Double.class::isInstance)) {
        return items.stream().mapToDouble(x -> (Double) x).toArray();
      }
      if (items.stream().allMatch(double[].class::isInstance)) {
        double[][] rows = items.toArray(double[][]::new);
        if (Arrays.stream(rows).allMatch(row -> row.length == rows[0].length)) {
          return rows;
        }
      }
      return List.copyOf(items);
    }

    /** NaN for every text that does not say infinity. */
    private static double infinityOrNaN(String text) {
      return switch (text) {
        case "inf", "+inf", "Infinity", "+Infinity" -> Double.POSITIVE_INFINITY;
        case "-inf", "-Infinity" -> Double.NEGATIVE_INFINITY;
        default -> Double.NaN;
      };
    }

    private InputException here(String complaint) {
      return InputException.at(file, place(json.currentTokenLocation()), complaint);
    }

    private InputException at(String member, String complaint) {
      return InputException.at(file, places.getOrDefault(member, new Place(1, 1)), complaint);
    }

    private String found() throws IOException {
      return switch (json.currentToken()) {
        case null -> "nothing";
        case START_OBJECT -> "an object";
        case START_ARRAY -> "a list";
        case VALUE_STRING -> "the text '" + shortened(json.getText()) + "'";
        case VALUE_NULL -> "null";
        default -> shortened(json.getText());
      };
    }

    private static String shortened(String text) {
      return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
  }
}
