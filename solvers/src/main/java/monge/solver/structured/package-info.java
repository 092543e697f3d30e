/**
 * Transport with structure: plans that keep classes together (group lasso), plans of low rank. The
 * classes are labels of the source points; without them take {@link monge.solver.entropic}.
 */
@NullMarked
package monge.solver.structured;

import org.jspecify.annotations.NullMarked;
