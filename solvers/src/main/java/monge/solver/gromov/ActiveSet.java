package monge.solver.gromov;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The admissible plans, each with few entries, that a plan is a weighted mean of: where conditional
 * gradient has been heading, and where it began. It may go away from one of them.
 */
final class ActiveSet {

  private static final class Atom {
    private final int[] at;
    private final double[] mass;
    private double weight = 1;

    Atom(double[][] plan) {
      int m = plan[0].length;
      at = new int[GromovEnergy.nonzeros(plan)];
      mass = new double[at.length];
      int count = 0;
      for (int i = 0; i < plan.length; i++) {
        for (int j = 0; j < m; j++) {
          if (plan[i][j] > 0) {
            at[count] = i * m + j;
            mass[count++] = plan[i][j];
          }
        }
      }
    }

    boolean isSameAs(Atom other) {
      return Arrays.equals(at, other.at) && Arrays.equals(mass, other.mass);
    }
  }

  private final List<Atom> atoms = new ArrayList<>();

  int size() {
    return atoms.size();
  }

  /** This plan alone. */
  void reset(double[][] plan) {
    atoms.clear();
    atoms.add(new Atom(plan));
  }

  /** The atom that is dearest for a cost. */
  int dearest(double[][] cost) {
    int m = cost[0].length;
    int dearest = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < atoms.size(); k++) {
      Atom atom = atoms.get(k);
      double sum = 0;
      for (int e = 0; e < atom.at.length; e++) {
        sum += cost[atom.at[e] / m][atom.at[e] % m] * atom.mass[e];
      }
      if (sum > most) {
        most = sum;
        dearest = k;
      }
    }
    return dearest;
  }

  /** The longest step {@code s} for which {@code P + s (P - V)} is a mean of the atoms. */
  double longestStepAway(int k) {
    double w = atoms.get(k).weight;
    return w / (1 - w);
  }

  /** Writes an atom. */
  void write(int k, double[][] out) {
    clear(out);
    add(atoms.get(k), 1, out);
  }

  /** The plan goes the share t, below 1, of the way to an admissible plan. */
  void goTo(double[][] vertex, double t) {
    Atom added = new Atom(vertex);
    added.weight = t;
    boolean known = false;
    for (Atom atom : atoms) {
      atom.weight *= 1 - t;
      if (!known && atom.isSameAs(added)) {
        atom.weight += t;
        known = true;
      }
    }
    if (!known) {
      atoms.add(added);
    }
  }

  /** The plan takes the step {@code s} away from an atom, which leaves at the longest step. */
  void goAway(int k, double s) {
    boolean leaves = s >= longestStepAway(k);
    for (Atom atom : atoms) {
      atom.weight *= 1 + s;
    }
    atoms.get(k).weight = Math.max(0, atoms.get(k).weight - s);
    if (leaves) {
      atoms.remove(k);
    }
    double sum = 0;
    for (Atom atom : atoms) {
      sum += atom.weight;
    }
    for (Atom atom : atoms) {
      atom.weight /= sum;
    }
  }

  /** Writes the plan: entries that no atom has are exactly 0. */
  void combine(double[][] out) {
    clear(out);
    for (Atom atom : atoms) {
      add(atom, atom.weight, out);
    }
  }

  private static void clear(double[][] out) {
    for (double[] row : out) {
      Arrays.fill(row, 0);
    }
  }

  private static void add(Atom atom, double weight, double[][] out) {
    int m = out[0].length;
    for (int e = 0; e < atom.at.length; e++) {
      out[atom.at[e] / m][atom.at[e] % m] += weight * atom.mass[e];
    }
  }
}
