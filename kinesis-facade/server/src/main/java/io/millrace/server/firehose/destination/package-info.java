/** Destinations as the service's model has them: given, merged, filled in and shown. */
@NullMarked
package io.millrace.server.firehose.destination;

import org.jspecify.annotations.NullMarked;
