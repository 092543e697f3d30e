package monge.reference;

/** Rules of divergences, slices and derivatives. */
final class DivergenceRules {

  private DivergenceRules() {}

  static void add() {
    Rules.solver("sinkhorn-divergence")
        .with(
            Rules.entries("abs", "0"),
            "divergence_kl",
            "divergence_linear",
            "ot_kl_xy",
            "ot_kl_xx",
            "ot_kl_yy",
            "lin_xy",
            "lin_xx",
            "lin_yy");
    Rules.solver("mmd-energy")
        .with(
            Rules.entries("abs", "0"),
            "mmd2_gaussian_sigma0.5",
            "mmd2_gaussian_sigma1.0",
            "mmd2_gaussian_sigma2.0",
            "mmd2_laplacian_sigma0.5",
            "mmd2_laplacian_sigma1.0",
            "mmd2_laplacian_sigma2.0",
            "energy_distance_squared",
            "gaussian_witness_at_targets_sigma1");
    Rules.solver("sliced").with(Rules.entries("abs", "0"), "SW", "max_SW", "per_projection_Wp_p");
    Rules.solver("gradient-entropic")
        .with(
            Rules.entries("abs", "0"),
            "value_entropic",
            "value_kl",
            "objective",
            "grad_source_positions",
            "grad_target_positions",
            "grad_a_entropic_centred",
            "grad_a_kl_centred");
  }
}
