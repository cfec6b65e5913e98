/** Shard-level metrics: switched on and off as the service does it. */
@NullMarked
package io.millrace.server.kinesis.monitoring;

import org.jspecify.annotations.NullMarked;
