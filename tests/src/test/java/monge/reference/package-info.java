/** Numeric cases with known answers, through the engine and through the command line. */
@NullMarked
package monge.reference;

import org.jspecify.annotations.NullMarked;
