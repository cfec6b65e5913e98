package io.millrace.benchmarks.drivers;

import io.millrace.benchmarks.measure.Meter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** From a record's acknowledgement to its arrival at a subscriber; which of the two the client sees first does not matter. */
final class PushTimes {

    private final Meter meter;
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, Long> arrived = new ConcurrentHashMap<>();

    PushTimes(Meter meter) {
        this.meter = meter;
    }

    void acknowledged(String sequenceNumber) {
        acknowledged.put(sequenceNumber, System.nanoTime());
        count(sequenceNumber);
    }

    void arrived(String sequenceNumber) {
        arrived.put(sequenceNumber, System.nanoTime());
        count(sequenceNumber);
    }

    boolean allHaveArrived() {
        return acknowledged.isEmpty();
    }

    private synchronized void count(String sequenceNumber) {
        Long from = acknowledged.get(sequenceNumber);
        Long to = arrived.get(sequenceNumber);
        if (from != null && to != null) {
            acknowledged.remove(sequenceNumber);
            arrived.remove(sequenceNumber);
            meter.completed(from, Math.max(from + 1, to), 1);
        }
    }
}
