/** Shards: listed, split, merged, and their number changed. */
@NullMarked
package io.millrace.server.kinesis.shards;

import org.jspecify.annotations.NullMarked;
