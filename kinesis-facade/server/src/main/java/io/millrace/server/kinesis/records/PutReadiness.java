package io.millrace.server.kinesis.records;

import io.millrace.mapping.Shard;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.kafka.AppendFaults;
import io.millrace.server.kafka.RecordAppender;
import io.millrace.server.kafka.TopicReadiness;
import io.millrace.server.operation.AwsError;
import java.util.Optional;

/** Whether the topics of streams are ready to be put to: those of their shards' partitions that there are now. */
final class PutReadiness {

    private final TopicReadiness topics;

    PutReadiness(RecordAppender appender, AppendFaults faults) {
        this.topics = new TopicReadiness(appender, faults);
    }

    Optional<AwsError> refusal(StreamImage stream) {
        return topics.refusal(stream.fact().incarnation());
    }

    void refuse(StreamImage stream, AwsError error) {
        topics.refuse(stream.fact().incarnation(), error);
    }

    boolean isReady(StreamImage stream) {
        return topics.isReady(stream.fact().incarnation(), stream.router());
    }

    void prepare(StreamImage stream) {
        topics.prepare(
                stream.fact().incarnation(),
                stream.fact().name().value(),
                stream.router(),
                partitions -> stream.openShards().stream()
                        .mapToInt(Shard::partition)
                        .allMatch(partition -> partition < partitions));
    }
}
