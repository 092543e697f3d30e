/**
 * Information-maximising transport (InfoOT): couplings that keep clusters together by the kernel
 * estimate of mutual information ({@code infoot}), also beside a cost ({@code fused-infoot}). The
 * conditional projection of its plans is in {@link monge.projection}.
 */
@NullMarked
package monge.solver.info;

import org.jspecify.annotations.NullMarked;
