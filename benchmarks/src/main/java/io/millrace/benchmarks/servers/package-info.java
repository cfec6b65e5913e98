/** The servers that are measured, each in a process of its own that ends with the benchmark. */
@NullMarked
package io.millrace.benchmarks.servers;

import org.jspecify.annotations.NullMarked;
