/** Transport with structure: plans that keep classes together, plans of low rank. */
@NullMarked
package monge.solver.structured;

import org.jspecify.annotations.NullMarked;
