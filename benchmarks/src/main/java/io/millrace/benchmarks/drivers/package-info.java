/** Systems under test, each behind the same small interface. */
@NullMarked
package io.millrace.benchmarks.drivers;

import org.jspecify.annotations.NullMarked;
