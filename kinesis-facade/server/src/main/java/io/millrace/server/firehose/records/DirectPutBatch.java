package io.millrace.server.firehose.records;

import io.millrace.server.kafka.AppendFaults;
import io.millrace.server.kafka.AppendListener;
import io.millrace.server.operation.AwsError;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** The records of one request on their way, and what became of each. */
final class DirectPutBatch implements AppendListener {

    private final String incarnation;
    private final int partition;
    private final List<byte[]> records;
    private final AppendFaults faults;
    private final PutOutcome[] outcomes;
    private final AtomicInteger open;
    private final CompletableFuture<List<PutOutcome>> done = new CompletableFuture<>();

    DirectPutBatch(String incarnation, int partition, List<byte[]> records, AppendFaults faults) {
        this.incarnation = incarnation;
        this.partition = partition;
        this.records = records;
        this.faults = faults;
        this.outcomes = new PutOutcome[records.size()];
        this.open = new AtomicInteger(records.size());
    }

    String incarnation() {
        return incarnation;
    }

    int partition() {
        return partition;
    }

    int size() {
        return records.size();
    }

    byte[] record(int index) {
        return records.get(index);
    }

    @Override
    public void appended(int index, long offset, long timestamp) {
        end(index, PutOutcome.Taken.at(incarnation, partition, offset));
    }

    @Override
    public void failed(int index, Throwable cause) {
        end(index, new PutOutcome.Failed(faults.toError(cause)));
    }

    /** The record was not handed to Kafka. */
    void refused(int index, AwsError error) {
        end(index, new PutOutcome.Failed(error));
    }

    private void end(int index, PutOutcome outcome) {
        outcomes[index] = outcome;
        if (open.decrementAndGet() == 0) {
            done.complete(List.of(outcomes));
        }
    }

    CompletableFuture<List<PutOutcome>> done() {
        return done;
    }
}
