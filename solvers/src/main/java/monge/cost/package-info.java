/**
 * What moving costs. A {@link monge.cost.GroundCost} is a formula with a name that files hold; a
 * {@link monge.cost.Geometry} is the matrix it makes of two clouds, stored or computed row by row,
 * and all that solvers see of it. Distances within one cloud are here only as graph geodesics.
 */
@NullMarked
package monge.cost;

import org.jspecify.annotations.NullMarked;
