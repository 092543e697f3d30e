/** Controls generated from a solver's own specification of its settings. */
@NullMarked
package monge.views.parameters;

import org.jspecify.annotations.NullMarked;
