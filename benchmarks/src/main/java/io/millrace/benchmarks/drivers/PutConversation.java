package io.millrace.benchmarks.drivers;

import io.millrace.benchmarks.http.Answer;
import io.millrace.benchmarks.http.Conversation;
import io.millrace.benchmarks.http.ResponseScan;
import io.millrace.benchmarks.measure.Meter;
import io.millrace.benchmarks.measure.Tally;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Puts one prepared request after the other until the meter is over. */
final class PutConversation implements Conversation {

    private final List<PutRequest> requests;
    private final ResponseScan scan;
    private final Meter meter;
    private final Tally tally;
    private int turn;

    PutConversation(int firstTurn, List<PutRequest> requests, ResponseScan scan, Meter meter, Tally tally) {
        this.turn = firstTurn;
        this.requests = requests;
        this.scan = scan;
        this.meter = meter;
        this.tally = tally;
    }

    @Override
    public Optional<ByteBuffer> next() {
        return meter.over() ? Optional.empty() : Optional.of(current().bytes().duplicate());
    }

    @Override
    public void answered(Answer answer, long sentNanos, long answeredNanos) {
        PutRequest request = current();
        if (!answer.ok()) {
            throw new DriverFailure(answer.summary());
        }
        int acknowledged = scan.numbers(answer, tally);
        if (acknowledged != request.records()) {
            throw new DriverFailure("%d of %d records acknowledged".formatted(acknowledged, request.records()));
        }
        tally.payloads(request.payloads());
        meter.completed(sentNanos, answeredNanos, request.records());
        turn++;
    }

    private PutRequest current() {
        return requests.get(turn % requests.size());
    }
}
