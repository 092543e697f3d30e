package monge.app.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import monge.problem.ProblemDescription;

/**
 * Writes an answer as JSON, numbers in full double precision, infinities as {@code "inf"} and
 * {@code "-inf"}. The points and weights that were solved come last, so that a result can be
 * projected without its problem file.
 *
 * @param status lower-case words; a converged answer is "optimal" or "converged"
 * @param problem what was solved; absent for a computation that is no transport problem
 * @param settings the solver's settings; stored among the problem's {@code params}, where data of
 *     the same name stays
 */
public record ResultFile(
    String id,
    String solver,
    String status,
    int iterations,
    double seconds,
    Map<String, Object> values,
    Optional<ProblemDescription> problem,
    Map<String, Object> settings) {

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  /** Writes one JSON object and a line end. */
  public void writeTo(OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("id", id);
      json.writeStringField("solver", solver);
      json.writeStringField("status", status);
      json.writeNumberField("iterations", iterations);
      json.writeNumberField("seconds", seconds);
      json.writeFieldName("values");
      JsonValues.write(json, values);
      if (problem.isPresent()) {
        writeProblem(json, problem.get(), settings);
      }
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void writeProblem(
      JsonGenerator json, ProblemDescription description, Map<String, Object> settings)
      throws IOException {
    json.writeObjectFieldStart("problem");
    writeIfPresent(json, "source", description.source());
    writeIfPresent(json, "target", description.target());
    writeIfPresent(json, "a", description.sourceWeights());
    writeIfPresent(json, "b", description.targetWeights());
    writeIfPresent(json, "cost", description.cost());
    writeIfPresent(json, "cost_matrix", description.costMatrix());
    json.writeFieldName("params");
    Map<String, Object> params = new LinkedHashMap<>(description.params());
    settings.forEach(
        (key, value) -> {
          if (!(params.get(key) instanceof double[])) {
            params.put(key, value);
          }
        });
    JsonValues.write(json, params);
    json.writeEndObject();
  }

  private static void writeIfPresent(JsonGenerator json, String name, Optional<?> value)
      throws IOException {
    if (value.isPresent()) {
      json.writeFieldName(name);
      JsonValues.write(json, value.get());
    }
  }
}
