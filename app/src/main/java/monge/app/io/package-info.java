/**
 * Files in and out: problems, results, point clouds. Every complaint is one sentence with a place.
 */
@NullMarked
package monge.app.io;

import org.jspecify.annotations.NullMarked;
