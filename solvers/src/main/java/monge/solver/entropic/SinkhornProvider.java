package monge.solver.entropic;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterSpec.Choice;
import monge.parameter.ParameterSpec.Choice.Option;
import monge.parameter.ParameterSpec.Flag;
import monge.parameter.ParameterSpec.Real;
import monge.parameter.ParameterSpec.Scale;
import monge.parameter.ParameterValues;
import monge.problem.LinearProblem;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;
import monge.solver.Capability;
import monge.solver.CommonParameters;
import monge.solver.LinearProblems;
import monge.solver.ResultValues;
import monge.solver.Solution;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.SolverProvider;

/**
 * {@code sinkhorn}: {@code min <C,P> + eps sum P (log P - 1)} over couplings of a and b; solved by
 * {@link Sinkhorn}.
 */
public final class SinkhornProvider implements SolverProvider {

  static final String ID = "sinkhorn";
  private static final List<ParameterSpec> PARAMETERS =
      List.of(
          CommonParameters.entropy(
              "How much the plan is blurred; the exact plan is the limit 0.", 10),
          CommonParameters.tolerance(
              "Marginal error |P1 − a| + |Pᵀ1 − b| at which the solve is done.",
              "share of the mass",
              1e-9,
              1e-12,
              1e-2),
          CommonParameters.maxIterations("The solve stops after so many iterations."),
          new Choice(
              "domain",
              "Domain",
              "How the kernel exp(−C/ε) is held: the log domain never underflows.",
              "auto",
              List.of(
                  new Option("auto", "Automatic"),
                  new Option("log", "Log"),
                  new Option("stabilised", "Stabilised"),
                  new Option("plain", "Plain"))),
          new Flag(
              "epsilon_scaling",
              "ε scaling",
              "Starts with a large ε and lowers it step by step.",
              true),
          new Choice(
              "acceleration",
              "Acceleration",
              "Over-relaxation finds its ω from the observed rate; Anderson combines five steps.",
              "none",
              List.of(
                  new Option("none", "None"),
                  new Option("over-relaxation", "Over-relaxation"),
                  new Option("anderson", "Anderson"))),
          new Real(
              "over_relaxation",
              "Over-relaxation ω",
              "Lengthens every update by a fixed factor, values near 1.8 help at small ε; 1 leaves"
                  + " it to the acceleration.",
              "",
              1,
              1,
              true,
              1.99,
              1,
              1.99,
              Scale.LINEAR),
          new Flag(
              "newton",
              "Newton finish",
              "Starts on coarser clouds and ends with Newton steps on the dual: many times faster.",
              true));

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          ID,
          "Sinkhorn",
          "log-domain scaling",
          SolverFamily.ENTROPIC,
          "Entropic transport: a blurred plan, found fast and smooth in its data, with a map"
              + " for new points. Take it for gradients, for noisy data and for large clouds. Not"
              + " where the plan must be sharp: take emd; nor as a distance, since its value is not"
              + " 0 for equal clouds: take sinkhorn-divergence.",
          "min ⟨C,P⟩ + ε Σᵢⱼ Pᵢⱼ (log Pᵢⱼ − 1)  over  P1 = a, Pᵀ1 = b, P ≥ 0\n"
              + "Pᵢⱼ = exp((fᵢ + gⱼ − Cᵢⱼ)/ε)",
          "Cuturi, Sinkhorn distances: lightspeed computation of optimal transport, 2013,"
              + " equation 2 and Algorithm 1; Peyré and Cuturi, Computational Optimal Transport,"
              + " 2019, equation 4.2 and section 4.4",
          "O(nm) time an iteration, a Newton step some ten times that; O(nm) memory up to 16"
              + " million entries, O(n + m) beyond",
          Set.of(
              Capability.BALANCED,
              Capability.SYMMETRIC,
              Capability.POTENTIALS,
              Capability.GAP,
              Capability.WARM_START,
              Capability.SNAPSHOTS),
          PARAMETERS);

  @Override
  public SolverDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Optional<String> refusal(TransportProblem problem) {
    return LinearProblems.refusalOf("sinkhorn", problem);
  }

  @Override
  public Solver create(ParameterValues values) {
    return new Sinkhorn(
        values,
        values.real(CommonParameters.REG),
        values.real(CommonParameters.TOLERANCE),
        values.whole(CommonParameters.MAX_ITERATIONS),
        switch (values.choice("domain")) {
          case "plain" -> Sinkhorn.Domain.PLAIN;
          case "stabilised" -> Sinkhorn.Domain.STABILISED;
          default -> Sinkhorn.Domain.LOG;
        },
        values.flag("epsilon_scaling"),
        switch (values.choice("acceleration")) {
          case "over-relaxation" -> Sinkhorn.Acceleration.OVER_RELAXATION;
          case "anderson" -> Sinkhorn.Acceleration.ANDERSON;
          default -> Sinkhorn.Acceleration.NONE;
        },
        values.real("over_relaxation"),
        values.flag("newton"));
  }

  @Override
  public long memoryBytes(TransportProblem problem) {
    return switch (problem) {
      case LinearProblem p -> {
        long entries = (long) p.rows() * p.columns();
        // Columns gathered in 16 parts; costs, plan and Newton's matrices for moderate sizes.
        long matrices =
            SinkhornRun.isBlocked(p) || entries > SinkhornRun.STORED_LIMIT
                ? 0
                : entries <= 4_000_000 ? 5 : 2;
        yield 8L * 50 * (p.rows() + p.columns()) + 8 * matrices * entries;
      }
      default -> 0;
    };
  }

  @Override
  public Map<String, Object> results(Solution solution, ProblemDescription description) {
    return ResultValues.withStrength(solution);
  }
}
