package io.millrace.firehose.step;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.Failure;
import io.millrace.firehose.record.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a step made of a record. */
final class Outcome implements Step.Output {

    final List<DeliveryRecord> emitted = new ArrayList<>();
    final List<DeliveryRecord> failed = new ArrayList<>();
    final List<Failure> failures = new ArrayList<>();

    static Outcome of(Step step, String data) {
        return of(step, data.getBytes(UTF_8));
    }

    static Outcome of(Step step, byte[] data) {
        Outcome outcome = new Outcome();
        step.apply(DeliveryRecord.of(new Origin("topic", 1, 2, 0, Instant.EPOCH), data), outcome);
        return outcome;
    }

    List<String> texts() {
        return emitted.stream().map(found -> new String(found.data(), UTF_8)).toList();
    }

    List<Integer> numbers() {
        return emitted.stream().map(found -> found.origin().part()).toList();
    }

    @Override
    public void emit(DeliveryRecord found) {
        emitted.add(found);
    }

    @Override
    public void fail(DeliveryRecord record, Failure failure) {
        failed.add(record);
        failures.add(failure);
    }
}
