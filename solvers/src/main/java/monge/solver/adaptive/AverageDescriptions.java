package monge.solver.adaptive;

import java.util.List;
import java.util.Set;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterSpec.Choice;
import monge.parameter.ParameterSpec.Real;
import monge.parameter.ParameterSpec.Scale;
import monge.solver.Capability;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;

/** What the descriptions of solvers at a given average perplexity have in common. */
final class AverageDescriptions {

  private static final List<ParameterSpec> PARAMETERS =
      List.of(
          new Real(
              "xi",
              "Average perplexity ξ",
              "Effective number of targets of a source point, on average.",
              "points",
              3,
              1,
              true,
              Double.MAX_VALUE,
              1.1,
              100,
              Scale.LOG),
          new Choice(
              "average",
              "Average",
              "Mean: the rows' perplexities, weighed by a, have the mean ξ. Total spread: the plan"
                  + " is as spread in all as if every row had perplexity ξ; it then costs no more"
                  + " than OTARI's.",
              "mean",
              List.of(
                  new Choice.Option("mean", "Mean of perplexities"),
                  new Choice.Option("bound", "Total spread"))));

  private AverageDescriptions() {}

  static SolverDescriptor of(String id, String name, String summary, String formula) {
    return new SolverDescriptor(
        id,
        name,
        "root in ε",
        SolverFamily.ADAPTIVE,
        summary,
        formula,
        "Van Assel, Vayer, Flamary and Courty, Optimal transport with adaptive"
            + " regularisation, 2023, problem (ROT) of section 2; at equal average perplexity:"
            + " section 4",
        "some ten regularised solves, O(nm) memory",
        Set.of(Capability.BALANCED, Capability.SNAPSHOTS),
        PARAMETERS);
  }
}
