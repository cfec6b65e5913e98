/** A task's partitions: records in, units out. Everything here happens on the task's thread, and never waits. */
@NullMarked
package io.millrace.firehose.task;

import org.jspecify.annotations.NullMarked;
