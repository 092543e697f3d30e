package monge.image;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import monge.cost.CostFunction;
import monge.measure.DiscreteMeasure;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.solver.Evaluation;
import monge.solver.PlanSolution;
import monge.solver.SolveMonitor;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import monge.solver.Start;

/**
 * {@code color-transfer}: colour transfer between two pictures given as lists of RGB pixels: plans
 * are fitted on sampled pixels of equal weight for the squared Euclidean cost, exactly and with
 * entropic regularisation, and extended to every source pixel. Nothing is clipped.
 *
 * <p>{@code params}: {@code source_indices}, {@code target_indices} (0-based pixels of the samples;
 * all pixels if missing), {@code reg}, and {@code cost_normalisation} {@code none} or {@code max}:
 * with {@code max}, {@code reg} counts in units of the largest cost between samples. {@code
 * emd_objective} is in the pixels' own unit either way.
 */
public final class ColorTransferEvaluation implements Evaluation {

  @Override
  public String id() {
    return "color-transfer";
  }

  @Override
  public String summary() {
    return "Maps every pixel of a picture by plans between sampled pixels, exact and entropic:"
        + " moved along with its nearest sample (Ferradans, Papadakis, Peyré and Aujol 2014)"
        + " or by the entropic map.";
  }

  @Override
  public Map<String, Object> evaluate(ProblemDescription description, SolveMonitor monitor) {
    double[][] pixels = description.sourceMeasure().points();
    DiscreteMeasure from = sampled(description, "source_indices", description.sourceMeasure());
    DiscreteMeasure to = sampled(description, "target_indices", description.targetMeasure());
    LinearProblem problem = LinearProblem.between(from, to, new CostFunction.SquaredEuclidean());
    double reg = description.real("reg", Double.NaN) * unit(description, problem);

    SolverRegistry registry = SolverRegistry.load();
    PlanSolution exact = solve(registry.require("emd"), problem, Map.of(), monitor);
    PlanSolution entropic =
        solve(
            registry.require("sinkhorn"), problem, Map.of("reg", reg, "tolerance", 1e-12), monitor);

    Map<String, Object> values = new LinkedHashMap<>();
    values.put("emd_ferradans", images(exact, Extension.NEAREST, pixels));
    values.put("sinkhorn_continuous", images(entropic, Extension.ENTROPIC, pixels));
    values.put("sinkhorn_ferradans", images(entropic, Extension.NEAREST, pixels));
    values.put("emd_objective", exact.objective().value());
    return values;
  }

  private static double unit(ProblemDescription description, LinearProblem problem) {
    return switch (description.params().getOrDefault("cost_normalisation", "none")) {
      case String s when s.equals("none") -> 1;
      case String s when s.equals("max") -> problem.requireGeometry().largestMagnitude();
      case Object other ->
          throw new IllegalArgumentException(
              "params.cost_normalisation in '%s': found %s, expected none or max"
                  .formatted(description.id(), other));
    };
  }

  private static PlanSolution solve(
      SolverProvider provider,
      LinearProblem problem,
      Map<String, Object> settings,
      SolveMonitor monitor) {
    ParameterValues values = provider.defaults().withAll(settings);
    return (PlanSolution) provider.create(values).solve(problem, Start.COLD, monitor);
  }

  private static double[][] images(PlanSolution solution, Extension extension, double[][] pixels) {
    double[] colours = new double[3 * pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      System.arraycopy(pixels[i], 0, colours, 3 * i, 3);
    }
    ColorTransfer.fit(solution, ColorSpace.SRGB, extension, 1).apply(colours, pixels.length);
    double[][] images = new double[pixels.length][];
    for (int i = 0; i < images.length; i++) {
      images[i] = Arrays.copyOfRange(colours, 3 * i, 3 * i + 3);
    }
    return images;
  }

  private static DiscreteMeasure sampled(
      ProblemDescription description, String key, DiscreteMeasure all) {
    if (all.dimension() != 3) {
      throw new IllegalArgumentException(
          "'%s' has pixels with %d channels: color-transfer needs red, green and blue"
              .formatted(description.id(), all.dimension()));
    }
    double[] indices = description.vector(key).orElse(null);
    if (indices == null) {
      return DiscreteMeasure.uniform(all.points());
    }
    double[][] points = new double[indices.length][];
    for (int i = 0; i < points.length; i++) {
      double index = indices[i];
      if (index != Math.rint(index) || index < 0 || index >= all.size()) {
        throw new IllegalArgumentException(
            "params.%s in '%s': entry %d is %s, expected a whole number from 0 to %d"
                .formatted(key, description.id(), i, index, all.size() - 1));
      }
      points[i] = all.point((int) index);
    }
    return DiscreteMeasure.uniform(points);
  }
}
