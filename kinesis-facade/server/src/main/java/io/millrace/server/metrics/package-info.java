/** What operators see of streams: the measures that CloudWatch has for Kinesis, under names that Prometheus takes. */
@NullMarked
package io.millrace.server.metrics;

import org.jspecify.annotations.NullMarked;
