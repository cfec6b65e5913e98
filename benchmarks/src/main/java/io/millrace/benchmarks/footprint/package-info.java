/** What a facade takes by itself: memory, time to start. */
@NullMarked
package io.millrace.benchmarks.footprint;

import org.jspecify.annotations.NullMarked;
