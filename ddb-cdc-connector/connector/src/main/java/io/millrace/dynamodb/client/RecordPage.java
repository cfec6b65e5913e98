package io.millrace.dynamodb.client;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * What one read of a shard brought.
 *
 * @param next the iterator to go on with; empty at the end of a closed shard
 */
public record RecordPage(List<Record> records, Optional<String> next) {}
