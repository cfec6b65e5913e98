/**
 * How shards are closed and opened without losing or reordering a record.
 *
 * <p>Start at {@link io.millrace.server.reshard.Heart} and {@link
 * io.millrace.server.reshard.DrainWait}; the way into a shard is {@link
 * io.millrace.server.reshard.ShardGates}. {@link io.millrace.server.reshard.Lease} and {@link
 * io.millrace.server.reshard.Members} are where several nodes come to agree.
 */
@NullMarked
package io.millrace.server.reshard;

import org.jspecify.annotations.NullMarked;
