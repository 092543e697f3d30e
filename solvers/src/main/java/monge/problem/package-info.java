/**
 * What is asked: immutable transport problems, and the raw description that files are read into.
 * Start from {@link monge.problem.LinearProblem#between}. A problem names no solver and holds no
 * setting; regularisation and penalties are the solvers'.
 */
@NullMarked
package monge.problem;

import org.jspecify.annotations.NullMarked;
