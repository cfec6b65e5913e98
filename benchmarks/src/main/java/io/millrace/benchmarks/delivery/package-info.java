/** Topics to objects in S3: the Firehose connector in a worker of its own, beside the barest loop that does as much. */
@NullMarked
package io.millrace.benchmarks.delivery;

import org.jspecify.annotations.NullMarked;
