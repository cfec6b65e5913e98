/** How an object's bytes are compressed. */
@NullMarked
package io.millrace.firehose.compress;

import org.jspecify.annotations.NullMarked;
