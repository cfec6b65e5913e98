/** Partition keys, found in records by jq. */
@NullMarked
package io.millrace.firehose.keys;

import org.jspecify.annotations.NullMarked;
