/** Small line charts as SVG, legible on light and on dark pages. */
@NullMarked
package io.millrace.benchmarks.plot;

import org.jspecify.annotations.NullMarked;
