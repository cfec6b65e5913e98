/** What the records of a file look like in it: a record comes in, bytes go out. */
@NullMarked
package io.millrace.firehose.format;

import org.jspecify.annotations.NullMarked;
