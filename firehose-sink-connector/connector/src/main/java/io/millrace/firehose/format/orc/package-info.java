/** ORC files, which an artifact of its own writes. */
@NullMarked
package io.millrace.firehose.format.orc;

import org.jspecify.annotations.NullMarked;
