package monge.solver;

/** What a solver's answers can do; decides which views show them and which laws they must obey. */
public enum Capability {
  /** The objective is the optimum of the transport problem, without regularisation. */
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
  INTRA_DOMAIN,
  /**
   * Mass may be created and destroyed: differences between the plan's marginals and a, b are part
   * of the answer, and the masses of a and b need not agree.
   */
  UNBALANCED,
  /** The problem is not convex: the answer is a local optimum and depends on the start. */
  NON_CONVEX,
  /** Class labels of the source points change the answer. */
  SOURCE_LABELS,
  /** Class labels of the target points change the answer. */
  TARGET_LABELS,
  /** Neither side is favoured: exchanging the clouds transposes the plan and keeps the value. */
  SYMMETRIC
}
