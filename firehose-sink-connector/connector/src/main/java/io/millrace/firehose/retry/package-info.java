/** When something is tried again, and for how long. */
@NullMarked
package io.millrace.firehose.retry;

import org.jspecify.annotations.NullMarked;
