package io.millrace.dynamodb.client;

import io.millrace.dynamodb.lineage.Position;
import io.millrace.dynamodb.lineage.Shard;
import io.millrace.dynamodb.lineage.ShardId;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** By the SDK. Safe for threads. */
public final class AwsStreamReads implements StreamReads {

    private final DynamoDbStreamsClient client;

    public AwsStreamReads(DynamoDbStreamsClient client) {
        this.client = client;
    }

    @Override
    public ShardPage shards(String streamArn, Optional<ShardId> after) {
        DescribeStreamResponse response =
                Faults.sorted(() -> client.describeStream(request -> request.streamArn(streamArn)
                        .exclusiveStartShardId(after.map(ShardId::value).orElse(null))));
        var stream = response.streamDescription();
        return new ShardPage(
                stream.shards().stream()
                        .map(shard -> new Shard(
                                new ShardId(shard.shardId()),
                                Optional.ofNullable(shard.parentShardId()).map(ShardId::new)))
                        .toList(),
                Optional.ofNullable(stream.lastEvaluatedShardId()).map(ShardId::new),
                stream.streamStatus() == StreamStatus.ENABLED || stream.streamStatus() == StreamStatus.ENABLING);
    }

    @Override
    public String iterator(String streamArn, ShardId shard, Position position) {
        GetShardIteratorRequest.Builder request =
                GetShardIteratorRequest.builder().streamArn(streamArn).shardId(shard.value());
        if (position instanceof Position.After after) {
            request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                    .sequenceNumber(after.sequenceNumber().digits());
        } else {
            request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
        }
        return Faults.sorted(() -> client.getShardIterator(request.build())).shardIterator();
    }

    @Override
    public RecordPage records(String iterator) {
        GetRecordsResponse response = Faults.sorted(() ->
                client.getRecords(request -> request.shardIterator(iterator).limit(RecordPage.MOST_RECORDS)));
        return new RecordPage(response.records(), Optional.ofNullable(response.nextShardIterator()));
    }
}
