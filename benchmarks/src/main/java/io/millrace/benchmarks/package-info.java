/** Drivers x workloads, always with direct Kafka beside us. */
@NullMarked
package io.millrace.benchmarks;

import org.jspecify.annotations.NullMarked;
