package io.millrace.server.firehose.records;

import io.millrace.mapping.catalog.DeliverySource;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import io.millrace.server.kafka.AppendFaults;
import io.millrace.server.kafka.KafkaAway;
import io.millrace.server.kafka.RecordAppender;
import io.millrace.server.kafka.TopicReadiness;
import io.millrace.server.limits.PutLimit;
import io.millrace.server.operation.AwsError;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** The way of records into the topic of their delivery stream: of a request into one partition, of the next into another. */
public final class DirectPuts {

    private final RecordAppender appender;
    private final PutLimit limit;
    private final Executor executor;
    private final AppendFaults faults = new AppendFaults();
    private final TopicReadiness topics;
    private final AtomicInteger turn = new AtomicInteger();

    /** @param executor where puts may block that would wait for the producer */
    public DirectPuts(RecordAppender appender, PutLimit limit, Executor executor) {
        this.appender = appender;
        this.limit = limit;
        this.executor = executor;
        this.topics = new TopicReadiness(appender, faults);
    }

    /** Completes with an outcome a record, in their order. The calling thread begins the appends only if they will not wait. */
    CompletionStage<List<PutOutcome>> put(
            DeliveryStreamFact stream, DeliverySource.DirectPut source, List<byte[]> records) {
        limit.tryRequest(stream.incarnation()).ifPresent(AwsError::raise);
        DirectPutBatch batch = new DirectPutBatch(stream.incarnation(), partition(source), records, faults);
        String incarnation = stream.incarnation();
        if (topics.refusal(incarnation).isPresent() || topics.isReady(incarnation, source.partitions())) {
            append(source.topic(), batch);
        } else {
            executor.execute(() -> {
                topics.prepare(incarnation, source.topic(), source.partitions(), known -> known >= source.partitions());
                append(source.topic(), batch);
            });
        }
        return batch.done();
    }

    private int partition(DeliverySource.DirectPut source) {
        return Math.floorMod(turn.getAndIncrement(), source.partitions());
    }

    private void append(String topic, DirectPutBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            int bytes = batch.record(i).length;
            Optional<AwsError> refusal =
                    topics.refusal(batch.incarnation()).or(() -> limit.tryRecord(batch.incarnation(), bytes));
            if (refusal.isPresent()) {
                batch.refused(i, refusal.get());
            } else {
                append(topic, batch, i);
            }
        }
    }

    private void append(String topic, DirectPutBatch batch, int index) {
        boolean taken;
        try {
            taken = appender.append(
                    topic, batch.partition(), null, batch.record(index), Optional.empty(), index, batch);
        } catch (RuntimeException e) {
            batch.failed(index, e);
            return;
        }
        if (!taken) {
            topics.refuse(batch.incarnation(), KafkaAway.ERROR);
        }
    }
}
