/** The newest records of the shards that are being read, in memory: one fetch for all who follow closely. */
@NullMarked
package io.millrace.server.kafka.tail;

import org.jspecify.annotations.NullMarked;
