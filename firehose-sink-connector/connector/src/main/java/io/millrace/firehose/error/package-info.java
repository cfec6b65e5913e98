/** What the error output says of a record. */
@NullMarked
package io.millrace.firehose.error;

import org.jspecify.annotations.NullMarked;
