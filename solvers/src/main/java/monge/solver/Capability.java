package monge.solver;

/** What a solver's answers can do; decides which views show them and which laws they must obey. */
public enum Capability {
  /** The objective is the optimum of the linear program. */
  EXACT,
  /** A converged plan has the marginals a and b. */
  BALANCED,
  /** Potentials come with the plan. */
  POTENTIALS,
  /** A duality gap comes with the plan. */
  GAP,
  /** The plan has O(n + m) entries. */
  SPARSE_PLAN,
  /** The answer is an affine map. */
  AFFINE_MAP,
  /** An earlier answer makes the solve faster. */
  WARM_START,
  /** Iterations are reported with snapshots of the plan. */
  SNAPSHOTS,
  /**
   * Only distances within each cloud matter for the plan; a rigid motion of one cloud changes
   * nothing.
   */
  INTRA_DOMAIN
}
