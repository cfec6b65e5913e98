/** Shard iterators and paging tokens: opaque to clients, self-contained, signed, and good on any node. */
@NullMarked
package io.millrace.server.kinesis.token;

import org.jspecify.annotations.NullMarked;
