package io.millrace.benchmarks.http;

import io.millrace.benchmarks.measure.Hash;
import io.millrace.benchmarks.measure.Tally;
import io.millrace.benchmarks.workloads.Put;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@link ResponseScan} of CBOR (RFC 8949) with names and values of definite length. */
final class CborScan implements ResponseScan {

    private static final int TEXT = 0x60;

    private static final BytePattern NUMBER = name("SequenceNumber");
    private static final BytePattern DATA = name("Data");
    private static final BytePattern ITERATOR = name("NextShardIterator");
    private static final BytePattern BEHIND = name("MillisBehindLatest");

    private static BytePattern name(String name) {
        return BytePattern.of((char) (TEXT + name.length()) + name);
    }

    @Override
    public int numbers(Answer answer, Tally tally) {
        return numbers(answer.bytes(), 0, answer.length(), tally);
    }

    private static int numbers(byte[] bytes, int from, int to, Tally tally) {
        int count = 0;
        int at = from;
        while ((at = NUMBER.findEnd(bytes, at, to)) >= 0) {
            int start = at + headLength(bytes, at);
            int end = start + (int) argument(bytes, at);
            tally.number(Hash.of(bytes, start, end));
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
        int at;
        while ((at = DATA.findEnd(bytes, from, answer.length())) >= 0) {
            count += numbers(bytes, from, at, tally);
            int start = at + headLength(bytes, at);
            tally.payloads(Hash.of(bytes, start, start + Put.IDENTITY));
            from = start + (int) argument(bytes, at);
        }
        return count + numbers(bytes, from, answer.length(), tally);
    }

    @Override
    public long payload(Put put) {
        return Hash.of(put.data(), 0, Put.IDENTITY);
    }

    @Override
    public Optional<String> nextShardIterator(Answer answer) {
        byte[] bytes = answer.bytes();
        int at = ITERATOR.findEndNearEnd(bytes, answer.length());
        if (at < 0 || (bytes[at] & 0xe0) != TEXT) {
            return Optional.empty();
        }
        return Optional.of(
                new String(bytes, at + headLength(bytes, at), (int) argument(bytes, at), StandardCharsets.US_ASCII));
    }

    @Override
    public long millisBehindLatest(Answer answer) {
        int at = BEHIND.findEndNearEnd(answer.bytes(), answer.length());
        return at < 0 ? 0 : argument(answer.bytes(), at);
    }

    /** How many bytes the head of the item at this index takes: its type, and its argument where that does not fit beside it. */
    private static int headLength(byte[] bytes, int at) {
        int information = bytes[at] & 0x1f;
        return information < 24 ? 1 : 1 + (1 << (information - 24));
    }

    /** A length or a whole number. */
    private static long argument(byte[] bytes, int at) {
        int information = bytes[at] & 0x1f;
        if (information < 24) {
            return information;
        }
        long value = 0;
        for (int i = 1; i < headLength(bytes, at); i++) {
            value = value << 8 | (bytes[at + i] & 0xff);
        }
        return value;
    }
}
