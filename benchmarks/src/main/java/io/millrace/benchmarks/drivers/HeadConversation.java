package io.millrace.benchmarks.drivers;

import io.millrace.benchmarks.http.Answer;
import io.millrace.benchmarks.http.BodyFormat;
import io.millrace.benchmarks.http.Conversation;
import io.millrace.benchmarks.http.RequestSigner;
import io.millrace.benchmarks.measure.Meter;
import io.millrace.benchmarks.measure.Tally;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads one shard's newest records, asking again at once, until the meter is over. */
final class HeadConversation implements Conversation {

    /** Answers of 1 MiB at most: fifty readers who have fallen behind do not ask for half a gigabyte at once. */
    private static final int LIMIT = 1000;

    private final BodyFormat format;
    private final RequestSigner signer;
    private final Meter meter;
    private final Tally tally = new Tally();
    private Optional<String> iterator;

    HeadConversation(String start, BodyFormat format, RequestSigner signer, Meter meter) {
        this.format = format;
        this.signer = signer;
        this.meter = meter;
        this.iterator = Optional.of(start);
    }

    @Override
    public Optional<ByteBuffer> next() {
        return iterator.filter(position -> !meter.over())
                .map(position -> signer.request("GetRecords", format.getRecords(position, LIMIT)));
    }

    @Override
    public void answered(Answer answer, long sentNanos, long answeredNanos) {
        if (!answer.ok()) {
            throw new DriverFailure(answer.summary());
        }
        int records = format.scan().records(answer, tally);
        if (records > 0) {
            meter.completed(sentNanos, answeredNanos, records);
        }
        iterator = format.scan().nextShardIterator(answer);
    }
}
