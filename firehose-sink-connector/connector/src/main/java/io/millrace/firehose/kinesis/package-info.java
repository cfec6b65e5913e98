/** What is known of the Kinesis streams that records come from. */
@NullMarked
package io.millrace.firehose.kinesis;

import org.jspecify.annotations.NullMarked;
