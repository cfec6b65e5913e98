package io.millrace.firehose.task;

import io.millrace.firehose.metrics.Amount;
import io.millrace.firehose.metrics.DeliveryMetrics;
import io.millrace.firehose.record.ErrorType;
import io.millrace.firehose.record.FailedRecord;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What is counted of a unit besides its files. It is told when the unit is visible. */
final class UnitFigures {

    private final Map<ErrorType, Amount> failed = new EnumMap<>(ErrorType.class);
    private final Amount requested = new Amount();
    private Instant oldest = Instant.MAX;

    void took(Instant arrival) {
        oldest = arrival.isBefore(oldest) ? arrival : oldest;
    }

    /** When the oldest of its Kafka records arrived. */
    Instant oldest() {
        return oldest;
    }

    void failed(FailedRecord record) {
        failed.computeIfAbsent(record.failure().type(), type -> new Amount())
                .add(1, record.record().raw().length);
    }

    /** All requests are answered. */
    void answered(Requests requests, List<FailedRecord> refused) {
        long bytes =
                refused.stream().mapToLong(one -> one.record().data().length).sum();
        requested.add(requests.records() - refused.size(), requests.bytes() - bytes);
    }

    void tell(DeliveryMetrics metrics) {
        metrics.delivered(requested);
        failed.forEach(metrics::failed);
    }
}
