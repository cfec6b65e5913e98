/** Bytes between the encoder of a file and its upload: in memory within a budget, beyond it on disk. */
@NullMarked
package io.millrace.firehose.buffer;

import org.jspecify.annotations.NullMarked;
