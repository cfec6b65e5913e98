/** The DynamoDB connector beside a loop that only reads, from a source that answers as fast as it can be asked. */
@NullMarked
package io.millrace.benchmarks.capture;

import org.jspecify.annotations.NullMarked;
