package io.millrace.server.kinesis.consumers;

import io.millrace.mapping.Shard;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.kinesis.records.ShardReads;
import java.util.concurrent.CompletionStage;

/** Reads a shard page by page. */
@FunctionalInterface
public interface ShardPages {

    CompletionStage<ShardReads.Page> read(StreamImage stream, Shard shard, long offset, int maxRecords, int maxBytes);
}
