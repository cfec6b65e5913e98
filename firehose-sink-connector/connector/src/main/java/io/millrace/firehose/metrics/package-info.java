/** What a task counts of its delivery stream, and how operators see it. */
@NullMarked
package io.millrace.firehose.metrics;

import org.jspecify.annotations.NullMarked;
