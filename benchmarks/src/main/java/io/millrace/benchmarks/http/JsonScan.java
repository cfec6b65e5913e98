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
        return numbers(answer.bytes(), 0, answer.length(), tally);
    }

    private static int numbers(byte[] bytes, int from, int to, Tally tally) {
        int count = 0;
        int at = from;
        while ((at = NUMBER.findEnd(bytes, at, to)) >= 0) {
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
        int count = 0;
        int from = 0;
        int length = 0;
        int at;
        while ((at = DATA.findEnd(bytes, from, answer.length())) >= 0) {
            count += numbers(bytes, from, at, tally);
            tally.payloads(Hash.of(bytes, at, at + IDENTITY_CHARACTERS));
            from = quote(bytes, at, length, answer.length());
            length = from - at;
        }
        return count + numbers(bytes, from, answer.length(), tally);
    }

    /** The end of a payload, which is most likely as long as the one before it: a run's payloads are of one length. */
    private static int quote(byte[] bytes, int from, int likelyLength, int to) {
        int likely = from + likelyLength;
        boolean isThere = likelyLength > 0
                && likely + 1 < to
                && bytes[likely] == '"'
                && (bytes[likely + 1] == ',' || bytes[likely + 1] == '}');
        return isThere ? likely : quote(bytes, from);
    }

    @Override
    public long payload(Put put) {
        byte[] start = Base64.getEncoder().encode(Arrays.copyOf(put.data(), Put.IDENTITY));
        return Hash.of(start, 0, start.length);
    }

    @Override
    public Optional<String> nextShardIterator(Answer answer) {
        int at = ITERATOR.findEndNearEnd(answer.bytes(), answer.length());
        return at < 0
                ? Optional.empty()
                : Optional.of(
                        new String(answer.bytes(), at, quote(answer.bytes(), at) - at, StandardCharsets.US_ASCII));
    }

    @Override
    public long millisBehindLatest(Answer answer) {
        int at = BEHIND.findEndNearEnd(answer.bytes(), answer.length());
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
