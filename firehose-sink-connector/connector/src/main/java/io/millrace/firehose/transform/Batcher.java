package io.millrace.firehose.transform;

import io.millrace.firehose.record.DeliveryRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gathers a partition's records into the batches of invocations, in their order.
 *
 * <p>A batch closes when the next record would take it over the buffer or over what a request may have, when it reached the buffer,
 * and when its first record has waited for the interval. A record that no request can carry becomes a batch of its own, so that
 * it fails without its neighbours. For one thread.
 */
public final class Batcher {

    private final Limits limits;
    private final long envelopeBound;

    private List<DeliveryRecord> open = new ArrayList<>();
    private long dataBytes;
    private long requestBytes;
    private Instant due = Instant.MAX;

    public Batcher(Limits limits, long envelopeBound) {
        this.limits = limits;
        this.envelopeBound = envelopeBound;
    }

    /** Takes a record; answers the batches, none to two, that it closed. */
    public List<List<DeliveryRecord>> add(DeliveryRecord record, Instant now) {
        List<List<DeliveryRecord>> closed = new ArrayList<>(2);
        long size = RequestEncoder.sizeBound(record);
        boolean overBuffer = dataBytes + record.data().length > limits.bufferBytes();
        boolean overRequest = envelopeBound + requestBytes + size > Limits.INVOCATION_BYTES;
        if (overBuffer || overRequest) {
            flush().ifPresent(closed::add);
        }
        if (open.isEmpty()) {
            due = now.plus(limits.interval());
        }
        open.add(record);
        dataBytes += record.data().length;
        requestBytes += size;
        if (dataBytes >= limits.bufferBytes()) {
            flush().ifPresent(closed::add);
        }
        return closed;
    }

    /** The open batch, if it is old enough. */
    public Optional<List<DeliveryRecord>> poll(Instant now) {
        return now.isBefore(due) ? Optional.empty() : flush();
    }

    /** The open batch, whatever its age. */
    public Optional<List<DeliveryRecord>> flush() {
        if (open.isEmpty()) {
            return Optional.empty();
        }
        List<DeliveryRecord> batch = open;
        open = new ArrayList<>();
        dataBytes = 0;
        requestBytes = 0;
        due = Instant.MAX;
        return Optional.of(batch);
    }

    /** When {@link #poll} has something to give; {@link Instant#MAX} with nothing open. */
    public Instant due() {
        return due;
    }
}
