package monge.image;

/**
 * How far a table is from the map it stands in for, in CIE 1976 colour differences (ΔE*ab).
 *
 * @param size the table's edge
 * @param median of the differences
 * @param percentile95 which 95 % of the differences do not exceed
 * @param worst the largest difference
 */
public record LutFidelity(int size, double median, double percentile95, double worst) {}
