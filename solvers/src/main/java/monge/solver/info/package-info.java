/**
 * Information-maximising transport (InfoOT): couplings that keep clusters together by the kernel
 * estimate of mutual information.
 */
@NullMarked
package monge.solver.info;

import org.jspecify.annotations.NullMarked;
