/** ORC files of JSON records. */
@NullMarked
package io.millrace.firehose.orc;

import org.jspecify.annotations.NullMarked;
