/** Entropic transport: Sinkhorn's iteration in the log, stabilised and plain domains. */
@NullMarked
package monge.solver.entropic;

import org.jspecify.annotations.NullMarked;
