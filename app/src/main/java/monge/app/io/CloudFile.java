package monge.app.io;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import monge.measure.DiscreteMeasure;

/**
 * Reads a point cloud from a table of text: one point a line, with or without a header, separated
 * by comma, semicolon, tab or blanks, lines starting with {@code #} left out. A header may name a
 * column of weights ({@code weight}, {@code w}, {@code mass}) and one of labels ({@code label},
 * {@code class}); all others are coordinates.
 *
 * @param measure the points; weights sum to 1
 * @param labelNames the texts of the labels, by label, if they are not whole numbers
 * @param notes sentences about what was changed on the way in
 */
public record CloudFile(DiscreteMeasure measure, List<String> labelNames, List<String> notes) {

  private static final String EXPECTED = "a table of numbers, one point a line";
  private static final Set<String> WEIGHT_NAMES = Set.of("weight", "weights", "w", "mass");
  private static final Set<String> LABEL_NAMES = Set.of("label", "labels", "class");

  /** Sums this close to 1 are rounding in the file and not worth a note. */
  private static final double ROUNDING = 1e-6;

  public CloudFile {
    labelNames = List.copyOf(labelNames);
    notes = List.copyOf(notes);
  }

  /**
   * @throws InputException with file, line and column (the count of the field)
   */
  public static CloudFile read(Path file) {
    TextFiles.requireReadable(file, EXPECTED);
    return new Table(file).read(text(file));
  }

  private static String text(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      Charset charset = StandardCharsets.UTF_8;
      int mark = 0;
      if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
        mark = 3;
      } else if (startsWith(bytes, 0xFE, 0xFF)) {
        charset = StandardCharsets.UTF_16BE;
        mark = 2;
      } else if (startsWith(bytes, 0xFF, 0xFE)) {
        charset = StandardCharsets.UTF_16LE;
        mark = 2;
      }
      String text =
          charset.newDecoder().decode(ByteBuffer.wrap(bytes, mark, bytes.length - mark)).toString();
      if (text.indexOf('\0') >= 0) {
        throw InputException.in(file, "this is not a text file, expected " + EXPECTED);
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new InputException(file + ": this is not text in UTF-8, expected " + EXPECTED, e);
    } catch (IOException e) {
      throw TextFiles.unreadable(file, e);
    }
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int k = 0; k < mark.length; k++) {
      if ((bytes[k] & 0xFF) != mark[k]) {
        return false;
      }
    }
    return true;
  }

  /** One table being read. */
  private static final class Table {
    private final Path file;
    private List<String> header = List.of();
    private int weightColumn = -1;
    private int labelColumn = -1;

    Table(Path file) {
      this.file = file;
    }

    CloudFile read(String text) {
      List<CsvRecord> records = records(text);
      if (records.isEmpty()) {
        throw InputException.in(file, "the file is empty, expected " + EXPECTED);
      }
      CsvRecord first = records.getFirst();
      if (isHeader(first)) {
        useHeader(first);
        records = records.subList(1, records.size());
        if (records.isEmpty()) {
          throw InputException.at(
              file,
              new Place((int) first.getStartingLineNumber(), 1),
              "found a header and no points, expected at least one point");
        }
      }
      return cloud(first.getFieldCount(), records);
    }

    private CloudFile cloud(int columns, List<CsvRecord> records) {
      int dimension = columns - (weightColumn < 0 ? 0 : 1) - (labelColumn < 0 ? 0 : 1);
      if (dimension == 0) {
        throw InputException.at(
            file,
            new Place((int) records.getFirst().getStartingLineNumber(), 1),
            "found no column of coordinates, expected at least one");
      }
      double[][] points = new double[records.size()][dimension];
      double[] weights = DiscreteMeasure.uniformWeights(records.size());
      List<String> labels = new ArrayList<>();
      for (int i = 0; i < points.length; i++) {
        CsvRecord record = records.get(i);
        if (record.getFieldCount() != columns) {
          throw InputException.at(
              file,
              new Place(
                  (int) record.getStartingLineNumber(),
                  Math.min(record.getFieldCount(), columns + 1)),
              "found %s, expected %d as in the first line"
                  .formatted(counted(record.getFieldCount(), "column"), columns));
        }
        int axis = 0;
        for (int c = 0; c < columns; c++) {
          if (c == labelColumn) {
            labels.add(record.getField(c).strip());
          } else if (c == weightColumn) {
            weights[i] = number(record, c);
            if (weights[i] < 0) {
              throw at(record, c, "found the weight %s, expected one >= 0".formatted(weights[i]));
            }
          } else {
            points[i][axis++] = number(record, c);
          }
        }
      }
      return assembled(points, weights, labels);
    }

    private CloudFile assembled(double[][] points, double[] weights, List<String> labels) {
      List<String> notes = new ArrayList<>();
      double sum = 0;
      for (double w : weights) {
        sum += w;
      }
      if (!(sum > 0)) {
        throw InputException.in(
            file,
            "found only weights of 0 in column %d, expected at least one above 0"
                .formatted(weightColumn + 1));
      }
      DiscreteMeasure measure = DiscreteMeasure.of(points, weights);
      if (Math.abs(sum - 1) > 1e-12) {
        measure = measure.normalised();
        if (Math.abs(sum - 1) > ROUNDING) {
          notes.add("%s: the weights sum to %s; they were divided by it".formatted(file, sum));
        }
      }
      if (labels.isEmpty()) {
        return new CloudFile(measure, List.of(), notes);
      }
      if (labels.stream().allMatch(l -> l.matches("[+-]?\\d{1,9}"))) {
        return new CloudFile(
            measure.withLabels(labels.stream().mapToInt(Integer::parseInt).toArray()),
            List.of(),
            notes);
      }
      Map<String, Integer> numbers = new LinkedHashMap<>();
      int[] numbered = new int[labels.size()];
      for (int i = 0; i < numbered.length; i++) {
        numbered[i] = numbers.computeIfAbsent(labels.get(i), _ -> numbers.size());
      }
      return new CloudFile(measure.withLabels(numbered), List.copyOf(numbers.keySet()), notes);
    }

    private List<CsvRecord> records(String text) {
      char separator = separator(text);
      // Runs of blanks separate like one tab.
      String table = separator == ' ' ? blanksAsTabs(text) : text;
      try (CsvReader<CsvRecord> reader =
          CsvReader.builder()
              .fieldSeparator(separator == ' ' ? '\t' : separator)
              .commentStrategy(CommentStrategy.SKIP)
              .commentCharacter('#')
              .skipEmptyLines(true)
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .trimWhitespacesAroundQuotes(true)
              .ofCsvRecord(table)) {
        List<CsvRecord> records = new ArrayList<>();
        for (CsvRecord record : reader) {
          if (record.getFieldCount() > 1 || !record.getField(0).isBlank()) {
            records.add(record);
          }
        }
        return records;
      } catch (CsvParseException e) {
        throw new InputException(
            "%s: this is no table (%s), expected %s".formatted(file, e.getMessage(), EXPECTED), e);
      } catch (IOException e) {
        throw TextFiles.unreadable(file, e);
      } catch (UncheckedIOException e) {
        throw new InputException("%s: cannot be read (%s)".formatted(file, e.getMessage()), e);
      }
    }

    /** The first of tab, semicolon, comma and blank that most of the first lines hold. */
    private static char separator(String text) {
      List<String> lines =
          text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).limit(20).toList();
      for (char candidate : new char[] {'\t', ';', ',', ' '}) {
        long holding = lines.stream().filter(l -> l.strip().indexOf(candidate) >= 0).count();
        if (2 * holding > lines.size()) {
          return candidate;
        }
      }
      return ',';
    }

    private static String blanksAsTabs(String text) {
      StringBuilder table = new StringBuilder(text.length());
      text.lines().forEach(l -> table.append(l.strip().replaceAll(" +", "\t")).append('\n'));
      return table.toString();
    }

    /** A first line in which nothing reads as a number names the columns. */
    private static boolean isHeader(CsvRecord record) {
      return record.getFields().stream().noneMatch(f -> !f.isBlank() && isNumeric(f.strip()))
          && record.getFields().stream().anyMatch(f -> !f.isBlank());
    }

    private void useHeader(CsvRecord record) {
      header = record.getFields().stream().map(String::strip).toList();
      for (int c = 0; c < header.size(); c++) {
        String name = header.get(c).toLowerCase(Locale.ROOT);
        if (WEIGHT_NAMES.contains(name)) {
          weightColumn = once(record, weightColumn, c, "weights");
        } else if (LABEL_NAMES.contains(name)) {
          labelColumn = once(record, labelColumn, c, "labels");
        }
      }
    }

    private int once(CsvRecord record, int before, int now, String what) {
      if (before >= 0) {
        throw at(
            record,
            now,
            "found a second column of %s beside column %d, expected one"
                .formatted(what, before + 1));
      }
      return now;
    }

    private double number(CsvRecord record, int column) {
      String field = record.getField(column).strip();
      double x = parse(field);
      if (!Double.isFinite(x)) {
        String found = field.isEmpty() ? "nothing" : "'" + field + "'";
        String hint = field.matches("[+-]?\\d+,\\d+") ? " with a decimal point" : "";
        throw at(record, column, "found %s, expected a finite number%s".formatted(found, hint));
      }
      return x;
    }

    /** NaN for what is no number. */
    private static double parse(String field) {
      // Java's own syntax would also take 1f, 1d and 0x1p3.
      if (!field.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
        return Double.NaN;
      }
      return Double.parseDouble(field);
    }

    /** True also for NaN and infinities, which are refused as data, not taken for a header. */
    private static boolean isNumeric(String field) {
      return !Double.isNaN(parse(field)) || field.matches("(?i)[+-]?(nan|inf|infinity)");
    }

    private InputException at(CsvRecord record, int column, String complaint) {
      String name = column >= 0 && column < header.size() ? " in '" + header.get(column) + "'" : "";
      int comma = complaint.indexOf(", expected");
      return InputException.at(
          file,
          new Place((int) record.getStartingLineNumber(), column + 1),
          complaint.substring(0, comma) + name + complaint.substring(comma));
    }

    private static String counted(int n, String thing) {
      return n + " " + thing + (n == 1 ? "" : "s");
    }
  }
}
