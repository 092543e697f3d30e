/**
 * Settings that describe themselves once, for the inspector, the command line, the session and the
 * reference page. A solver lists {@link monge.parameter.ParameterSpec}s and receives {@link
 * monge.parameter.ParameterValues}, which are checked. Which settings there are is the solvers'.
 */
@NullMarked
package monge.parameter;

import org.jspecify.annotations.NullMarked;
