/** Values a point that come with an answer, such as perplexities, on the clouds. */
@NullMarked
package monge.views.pointvalue;

import org.jspecify.annotations.NullMarked;
