/** What is done to every system under test. */
@NullMarked
package io.millrace.benchmarks.workloads;

import org.jspecify.annotations.NullMarked;
