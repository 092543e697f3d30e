package monge.solver.unbalanced;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterSpec.Choice;
import monge.parameter.ParameterSpec.Choice.Option;
import monge.parameter.ParameterSpec.Real;
import monge.parameter.ParameterSpec.Scale;
import monge.parameter.ParameterValues;
import monge.problem.ProblemDescription;
import monge.problem.TransportProblem;
import monge.solver.Capability;
import monge.solver.CommonParameters;
import monge.solver.LinearProblems;
import monge.solver.Solver;
import monge.solver.SolverDescriptor;
import monge.solver.SolverFamily;
import monge.solver.SolverProvider;

/**
 * {@code unbalanced-kl}: {@code min <C,P> + eps KL(P | R) + rho1 D(P1 | a) + rho2 D(P'1 | b)} over
 * {@code P >= 0}, D Kullback-Leibler or total variation; solved by {@link UnbalancedSinkhorn}.
 */
public final class UnbalancedSinkhornProvider implements SolverProvider {

  static final String ID = "unbalanced-kl";

  private static final List<ParameterSpec> PARAMETERS =
      List.of(
          CommonParameters.entropy("How much the plan is blurred.", 10),
          penalty("reg_m1", "Source penalty ρ₁", "source"),
          penalty("reg_m2", "Target penalty ρ₂", "target"),
          new Choice(
              "divergence",
              "Penalty",
              "How a difference of a marginal is charged: Kullback-Leibler thins mass out, total"
                  + " variation keeps a point's mass or gives it up.",
              "kl",
              List.of(new Option("kl", "Kullback-Leibler"), new Option("tv", "Total variation"))),
          new Choice(
              "reg_type",
              "Entropy relative to",
              "The plan that regularisation alone would give: the product of the measures, or 1"
                  + " everywhere.",
              "kl",
              List.of(new Option("kl", "Product abᵀ"), new Option("entropy", "One"))),
          AnnealedAscent.TOLERANCE,
          CommonParameters.maxIterations("The solve stops after so many iterations."));

  private static final SolverDescriptor DESCRIPTOR =
      new SolverDescriptor(
          ID,
          "Unbalanced",
          "log-domain scaling",
          SolverFamily.UNBALANCED,
          "A blurred plan that may leave mass behind or make some, at a price. Take it when"
              + " there are outliers or the masses differ. Not when every point must receive its"
              + " share: take sinkhorn; nor when the amount that moves is known: take"
              + " partial-entropic.",
          "min ⟨C,P⟩ + ε KL(P | R) + ρ₁ D(P1 | a) + ρ₂ D(Pᵀ1 | b)  over  P ≥ 0\n"
              + "R = abᵀ or 1,  D = KL or total variation,  KL(p | q) = Σ p log(p/q) − p + q",
          "Chizat, Peyré, Schmitzer and Vialard, Scaling algorithms for unbalanced optimal"
              + " transport problems, 2018; shift of the potentials: Séjourné, Vialard and Peyré,"
              + " Faster unbalanced optimal transport, 2022, Proposition 2",
          "O(nm) time an iteration; O(nm) memory, O(n + m) beyond 16 million pairs",
          Set.of(
              Capability.UNBALANCED,
              Capability.SYMMETRIC,
              Capability.POTENTIALS,
              Capability.GAP,
              Capability.WARM_START,
              Capability.SNAPSHOTS),
          PARAMETERS);

  private static Real penalty(String key, String label, String side) {
    return new Real(
        key,
        label,
        ("The price of a difference between the plan's marginal and the %s, roughly per unit of"
                + " mass; inf forbids it.")
            .formatted(side),
        "unit of cost",
        1,
        0,
        false,
        Double.POSITIVE_INFINITY,
        1e-3,
        1e3,
        Scale.LOG);
  }

  @Override
  public SolverDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Optional<String> refusal(TransportProblem problem) {
    return LinearProblems.refusalOfAnyMass(ID, problem);
  }

  /** The measures as given: their masses need not agree. */
  @Override
  public TransportProblem problem(ProblemDescription description) {
    return description.linearProblem();
  }

  @Override
  public Solver create(ParameterValues values) {
    boolean variation = values.choice("divergence").equals("tv");
    return new UnbalancedSinkhorn(
        values,
        values.real(CommonParameters.REG),
        penalty(values.real("reg_m1"), variation),
        penalty(values.real("reg_m2"), variation),
        values.choice("reg_type").equals("kl"),
        values.real(CommonParameters.TOLERANCE),
        values.whole(CommonParameters.MAX_ITERATIONS));
  }

  private static Penalty penalty(double rho, boolean variation) {
    return rho == Double.POSITIVE_INFINITY
        ? new Penalty.Hard()
        : variation ? new Penalty.TotalVariation(rho) : new Penalty.KullbackLeibler(rho);
  }

  @Override
  public long memoryBytes(long n, long m) {
    return SoftScaling.memoryBytes(n, m);
  }
}
