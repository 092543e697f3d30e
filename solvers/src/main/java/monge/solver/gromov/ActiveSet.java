package monge.solver.gromov;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import monge.plan.Coupling;

/**
 * A plan as the weighted mean of admissible plans: where conditional gradient has been heading, and
 * where it began. It may go away from one of them.
 */
final class ActiveSet {

  /** A plan with few entries, or the start. */
  static final class Atom {
    private final SparsePlan plan;
    private final Optional<StartPlan> start;
    private double weight = 1;

    private Atom(SparsePlan plan, Optional<StartPlan> start) {
      this.plan = plan;
      this.start = start;
    }

    /** {@code <x, V>}. */
    double dot(double[][] x) {
      return start.isPresent() ? start.get().dot(x) : plan.dot(x);
    }
  }

  private final SparsePlan none;
  private final List<Atom> atoms = new ArrayList<>();

  /** The part of the plan that has few entries. */
  private SparsePlan sparse;

  ActiveSet(int rows, int columns) {
    none = SparsePlan.none(rows, columns);
    sparse = none;
  }

  int size() {
    return atoms.size();
  }

  /** This plan alone. */
  void reset(SparsePlan plan) {
    atoms.clear();
    atoms.add(new Atom(plan, Optional.empty()));
    sparse = plan;
  }

  /** This plan alone. */
  void reset(StartPlan plan) {
    atoms.clear();
    atoms.add(new Atom(none, Optional.of(plan)));
    sparse = none;
  }

  /** The plan, if it has few entries. */
  Optional<SparsePlan> few() {
    return base().isPresent() ? Optional.empty() : Optional.of(sparse);
  }

  /** The start, as long as it is part of the mean: it is the first atom. */
  private Optional<Atom> base() {
    return Optional.of(atoms.getFirst()).filter(atom -> atom.start.isPresent());
  }

  /** {@code <x, P>}. */
  double dot(double[][] x) {
    double rest = sparse.dot(x);
    return base().map(b -> b.weight * b.dot(x) + rest).orElse(rest);
  }

  /** {@code |Q - P|_1 / 2} for a plan of the same mass. */
  double distance(SparsePlan other) {
    Coupling plan = coupling();
    double[] apart = {0};
    other.forEach((i, j, mass) -> apart[0] += Math.max(0, mass - plan.mass(i, j)));
    return apart[0];
  }

  /** The same for an atom. */
  double distance(Atom atom) {
    return atom.start.isEmpty() ? distance(atom.plan) : 1 - atom.weight;
  }

  /** The atom that is dearest for costs {@code alpha G + (1 - alpha) M}. */
  Atom dearest(double alpha, double[][] gradient, double[][] costs) {
    Atom dearest = atoms.getFirst();
    double most = Double.NEGATIVE_INFINITY;
    for (Atom atom : atoms) {
      double cost =
          alpha * atom.dot(gradient) + (costs.length == 0 ? 0 : (1 - alpha) * atom.dot(costs));
      if (cost > most) {
        most = cost;
        dearest = atom;
      }
    }
    return dearest;
  }

  /** The longest step {@code s} for which {@code P + s (P - V)} is a mean of the atoms. */
  double longestStepAway(Atom atom) {
    return atom.weight / (1 - atom.weight);
  }

  /** Writes G of an atom. */
  void gradient(Atom atom, GromovEnergy energy, double[][] out) {
    if (atom.start.isPresent()) {
      atom.start.get().gradient(energy, out);
    } else {
      energy.gradient(atom.plan, Optional.empty(), out);
    }
  }

  /** Writes {@code G(P)}. */
  void gradient(GromovEnergy energy, double[][] out) {
    Optional<Atom> base = base();
    if (base.isEmpty()) {
      energy.gradient(sparse, Optional.empty(), out);
      return;
    }
    gradient(base.get(), energy, out);
    energy.scale(out, base.get().weight);
    energy.gradient(sparse, Optional.of(out), out);
  }

  /** The plan goes the share t, below 1, of the way to an admissible plan. */
  void goTo(SparsePlan vertex, double t) {
    boolean known = false;
    for (Atom atom : atoms) {
      atom.weight *= 1 - t;
      if (!known && atom.start.isEmpty() && atom.plan.isSameAs(vertex)) {
        atom.weight += t;
        known = true;
      }
    }
    if (!known) {
      Atom added = new Atom(vertex, Optional.empty());
      added.weight = t;
      atoms.add(added);
    }
    sparse = sparse.combined(1 - t, t, vertex);
  }

  /** The plan takes the step {@code s} away from an atom, which leaves at the longest step. */
  void goAway(Atom from, double s) {
    boolean leaves = s >= longestStepAway(from);
    for (Atom atom : atoms) {
      atom.weight *= 1 + s;
    }
    from.weight = Math.max(0, from.weight - s);
    if (leaves) {
      atoms.remove(from);
    }
    double sum = 0;
    for (Atom atom : atoms) {
      sum += atom.weight;
    }
    sparse = none;
    for (Atom atom : atoms) {
      atom.weight /= sum;
      // Entries that no atom has are exactly 0.
      sparse = sparse.combined(1, atom.weight, atom.plan);
    }
  }

  /** The plan; it does not change with the next step. */
  Coupling coupling() {
    SparsePlan few = sparse;
    Optional<Atom> base = base();
    if (base.isEmpty()) {
      return few.coupling(i -> i, j -> j, few.rows(), few.columns());
    }
    Coupling start = base.get().start.orElseThrow().coupling();
    return few.entries() == 0 ? start : new MeanCoupling(start, base.get().weight, few);
  }
}
