package io.millrace.firehose.destination.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.millrace.firehose.record.DeliveryRecord;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;

/** The JSON of a request, in pieces that are written when it is their turn to be sent: there is never a copy of the records. */
final class RequestBody implements Iterable<byte[]> {

    private static final int PIECE = 64 << 10;
    private static final byte[] BEFORE_DATA = ascii("{\"data\":\"");
    private static final byte[] AFTER_DATA = ascii("\"}");
    private static final byte[] END = ascii("]}");

    private final byte[] begin;
    private final List<DeliveryRecord> records;

    RequestBody(UUID id, Instant generated, List<DeliveryRecord> records) {
        this.begin =
                ascii("{\"requestId\":\"" + id + "\",\"timestamp\":" + generated.toEpochMilli() + ",\"records\":[");
        this.records = records;
    }

    long length() {
        long length = begin.length + END.length + Math.max(records.size() - 1, 0);
        for (DeliveryRecord record : records) {
            length += BEFORE_DATA.length + (record.data().length + 2L) / 3 * 4 + AFTER_DATA.length;
        }
        return length;
    }

    @Override
    public Iterator<byte[]> iterator() {
        return new Pieces();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    private final class Pieces implements Iterator<byte[]> {

        private int next;
        private boolean ended;

        @Override
        public boolean hasNext() {
            return !ended;
        }

        @Override
        public byte[] next() {
            if (ended) {
                throw new NoSuchElementException();
            }
            var piece = new ByteArrayOutputStream();
            if (next == 0) {
                piece.writeBytes(begin);
            }
            while (next < records.size() && piece.size() < PIECE) {
                if (next > 0) {
                    piece.write(',');
                }
                piece.writeBytes(BEFORE_DATA);
                piece.writeBytes(Base64.getEncoder().encode(records.get(next++).data()));
                piece.writeBytes(AFTER_DATA);
            }
            if (next == records.size()) {
                piece.writeBytes(END);
                ended = true;
            }
            return piece.toByteArray();
        }
    }
}
