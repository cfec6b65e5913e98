package io.millrace.firehose.task;

import io.millrace.firehose.buffer.MemoryBudget;
import io.millrace.firehose.destination.Batch;
import io.millrace.firehose.destination.Destination;
import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.FailedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The records of one unit that become requests. */
final class Requests {

    private final Destination destination;
    private final MemoryBudget budget;
    private final List<CompletableFuture<List<FailedRecord>>> underWay = new ArrayList<>(1);
    private List<DeliveryRecord> batch = new ArrayList<>();
    private long batchBytes;
    private long bytes;
    private long records;

    Requests(Destination destination, MemoryBudget budget) {
        this.destination = destination;
        this.budget = budget;
    }

    void add(DeliveryRecord record) {
        int length = record.data().length;
        if (batch.size() == destination.maxRecords() || batchBytes + length > destination.maxBytes()) {
            send();
        }
        batch.add(record);
        batchBytes += length;
        bytes += length;
        records++;
        budget.add(length);
    }

    /** Of all records of the unit. */
    long bytes() {
        return bytes;
    }

    long records() {
        return records;
    }

    private void send() {
        if (!batch.isEmpty()) {
            underWay.add(destination.deliver(new Batch(batch)));
            batch = new ArrayList<>();
            batchBytes = 0;
        }
    }

    /** Sends the rest, and gives what could not be delivered when it is known of all. Then no record is taken any more. */
    CompletableFuture<List<FailedRecord>> finish() {
        send();
        return CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new))
                .thenApply(done -> underWay.stream()
                        .flatMap(answer -> answer.join().stream())
                        .toList());
    }

    /** Lets go of the records, whatever became of them. */
    void release() {
        underWay.forEach(answer -> answer.cancel(false));
        budget.release(bytes);
        bytes = 0;
    }
}
