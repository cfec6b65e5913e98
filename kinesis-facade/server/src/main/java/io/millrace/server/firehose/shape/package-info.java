/** The texts of the service's model that we wrap at the edge. */
@NullMarked
package io.millrace.server.firehose.shape;

import org.jspecify.annotations.NullMarked;
