package io.millrace.benchmarks.http;

import io.millrace.benchmarks.measure.Hash;
import io.millrace.benchmarks.measure.Tally;
import io.millrace.benchmarks.workloads.Put;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** {@link ResponseScan} of JSON as servers write it: no blanks between a name and its value. */
final class JsonScan implements ResponseScan {

    /** Base64 of {@link Put#IDENTITY} bytes. */
    private static final int IDENTITY_CHARACTERS = Put.IDENTITY / 3 * 4;

    private static final BytePattern NUMBER = BytePattern.of("\"SequenceNumber\":\"");
    private static final BytePattern DATA = BytePattern.of("\"Data\":\"");
    private static final BytePattern ITERATOR = BytePattern.of("\"NextShardIterator\":\"");
    private static final BytePattern BEHIND = BytePattern.of("\"MillisBehindLatest\":");

    @Override
    public int numbers(Answer answer, Tally tally) {
        byte[] bytes = answer.bytes();
        int count = 0;
        int at = 0;
        while ((at = NUMBER.findEnd(bytes, at, answer.length())) >= 0) {
            int end = quote(bytes, at);
            tally.number(Hash.of(bytes, at, end));
            at = end;
            count++;
        }
        return count;
    }

    @Override
    public int records(Answer answer, Tally tally) {
        byte[] bytes = answer.bytes();
        int at = 0;
        while ((at = DATA.findEnd(bytes, at, answer.length())) >= 0) {
            tally.payloads(Hash.of(bytes, at, at + IDENTITY_CHARACTERS));
        }
        return numbers(answer, tally);
    }

    @Override
    public long payload(Put put) {
        byte[] start = Base64.getEncoder().encode(Arrays.copyOf(put.data(), Put.IDENTITY));
        return Hash.of(start, 0, start.length);
    }

    @Override
    public Optional<String> nextShardIterator(Answer answer) {
        int at = ITERATOR.findEnd(answer.bytes(), 0, answer.length());
        return at < 0
                ? Optional.empty()
                : Optional.of(
                        new String(answer.bytes(), at, quote(answer.bytes(), at) - at, StandardCharsets.US_ASCII));
    }

    @Override
    public long millisBehindLatest(Answer answer) {
        int at = BEHIND.findEnd(answer.bytes(), 0, answer.length());
        long millis = 0;
        while (at >= 0 && answer.bytes()[at] >= '0' && answer.bytes()[at] <= '9') {
            millis = millis * 10 + answer.bytes()[at++] - '0';
        }
        return millis;
    }

    private static int quote(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] != '"') {
            at++;
        }
        return at;
    }
}
