package monge.app.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of results as JSON. */
public final class JsonValues {

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private JsonValues() {}

  /** One JSON value on one line. */
  public static String text(@Nullable Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(json, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** One JSON value and a line end; the stream stays open. */
  public static void print(OutputStream out, Object value) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      write(json, value);
      json.writeRaw('\n');
    }
  }

  public static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case Double x -> writeNumber(json, x);
      case Integer k -> json.writeNumber(k);
      case Long k -> json.writeNumber(k);
      case Boolean b -> json.writeBoolean(b);
      case String s -> json.writeString(s);
      case int[] list -> json.writeArray(list, 0, list.length);
      case double[] list -> {
        json.writeStartArray();
        for (double x : list) {
          writeNumber(json, x);
        }
        json.writeEndArray();
      }
      case Object[] rows -> {
        json.writeStartArray();
        for (Object row : rows) {
          write(json, row);
        }
        json.writeEndArray();
      }
      case List<?> list -> {
        json.writeStartArray();
        for (Object item : list) {
          write(json, item);
        }
        json.writeEndArray();
      }
      case Map<?, ?> map -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          json.writeFieldName(String.valueOf(entry.getKey()));
          write(json, entry.getValue());
        }
        json.writeEndObject();
      }
      default ->
          throw new IllegalArgumentException(
              "a result cannot hold a %s".formatted(value.getClass().getName()));
    }
  }

  private static void writeNumber(JsonGenerator json, double x) throws IOException {
    if (Double.isNaN(x)) {
      // JSON has no NaN: a value that is not known is null.
      json.writeNull();
    } else if (Double.isInfinite(x)) {
      json.writeString(x > 0 ? "inf" : "-inf");
    } else {
      json.writeNumber(x);
    }
  }
}
