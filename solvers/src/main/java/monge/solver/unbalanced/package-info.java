/** Mass that may be created, destroyed or left where it is: unbalanced and partial transport. */
@NullMarked
package monge.solver.unbalanced;

import org.jspecify.annotations.NullMarked;
