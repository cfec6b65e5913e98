/** What is counted while a workload runs: time, records, latencies, CPU and what was acknowledged. */
@NullMarked
package io.millrace.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
