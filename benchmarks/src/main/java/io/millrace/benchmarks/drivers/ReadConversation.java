package io.millrace.benchmarks.drivers;

import io.millrace.benchmarks.http.Answer;
import io.millrace.benchmarks.http.BodyFormat;
import io.millrace.benchmarks.http.Conversation;
import io.millrace.benchmarks.http.RequestSigner;
import io.millrace.benchmarks.measure.Meter;
import io.millrace.benchmarks.measure.Tally;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads one shard from its trim horizon to its tip: once, or over and over until the meter is over. */
final class ReadConversation implements Conversation {

    private final String start;
    private final BodyFormat format;
    private final RequestSigner signer;
    private final Meter meter;
    private final Tally tally;
    private final boolean overAndOver;
    private Optional<String> iterator;

    ReadConversation(
            String start, BodyFormat format, RequestSigner signer, Meter meter, Tally tally, boolean overAndOver) {
        this.start = start;
        this.format = format;
        this.signer = signer;
        this.meter = meter;
        this.tally = tally;
        this.overAndOver = overAndOver;
        this.iterator = Optional.of(start);
    }

    @Override
    public Optional<ByteBuffer> next() {
        if (overAndOver && meter.over()) {
            return Optional.empty();
        }
        return iterator.map(position -> signer.request("GetRecords", format.getRecords(position)));
    }

    @Override
    public void answered(Answer answer, long sentNanos, long answeredNanos) {
        if (!answer.ok()) {
            throw new DriverFailure(answer.summary());
        }
        int records = format.scan().records(answer, tally);
        meter.completed(sentNanos, answeredNanos, records);
        // Empty too: kinesalite is never behind.
        boolean tip = records == 0 && format.scan().millisBehindLatest(answer) == 0;
        iterator = tip
                ? Optional.of(start).filter(again -> overAndOver)
                : format.scan().nextShardIterator(answer);
    }
}
