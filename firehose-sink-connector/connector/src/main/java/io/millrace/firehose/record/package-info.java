/** A record on its way from a partition to a destination. */
@NullMarked
package io.millrace.firehose.record;

import org.jspecify.annotations.NullMarked;
