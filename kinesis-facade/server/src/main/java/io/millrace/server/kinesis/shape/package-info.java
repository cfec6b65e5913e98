/** The text shapes of the service's model that have constraints, each a record around what the client wrote. */
@NullMarked
package io.millrace.server.kinesis.shape;

import org.jspecify.annotations.NullMarked;
