package io.millrace.server.kinesis.records;

import io.millrace.mapping.SequenceNumber;
import io.millrace.mapping.Shard;
import io.millrace.server.kafka.RecordForm;
import io.millrace.server.kafka.StoredRecord;
import io.millrace.server.wire.WireFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * {@link Record} in CBOR, made directly: readers of much spend their time here.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8949">RFC 8949</a>
 */
record CborRecords(Numbering numbering, WireFormat format) implements RecordForm {

    private static final byte BEGIN_MAP = (byte) 0xbf;
    private static final byte END_MAP = (byte) 0xff;
    private static final int BYTES = 0x40;
    private static final int TEXT = 0x60;
    private static final byte EPOCH_TAG = (byte) 0xc1;
    private static final byte LONG = 0x1b;
    private static final byte NEGATIVE_LONG = 0x3b;
    private static final byte DOUBLE = (byte) 0xfb;

    /** The longest head of an item: its type and a length of four bytes. */
    private static final int HEAD = 5;

    private static final byte[] BEFORE_NUMBER = beforeNumber();
    private static final byte[] BEFORE_TIME = name("ApproximateArrivalTimestamp");
    private static final byte[] BEFORE_DATA = name("Data");
    private static final byte[] BEFORE_KEY = name("PartitionKey");
    private static final int FIXED =
            BEFORE_NUMBER.length + SequenceNumber.DIGITS + BEFORE_TIME.length + 10 + BEFORE_DATA.length + HEAD;

    CborRecords(Shard shard, WireFormat format) {
        this(Numbering.of(shard), format);
    }

    @Override
    public void write(StoredRecord record, boolean first, OutputStream out) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(FIXED).put(BEFORE_NUMBER);
        numbering.print(record, head.array(), head.position());
        head.position(head.position() + SequenceNumber.DIGITS).put(BEFORE_TIME);
        time(head, record.timestamp());
        ByteBuffer data = record.data();
        begin(head.put(BEFORE_DATA), BYTES, data.remaining());
        out.write(head.array(), 0, head.position());
        if (data.hasArray()) {
            out.write(data.array(), data.arrayOffset() + data.position(), data.remaining());
        } else {
            byte[] copy = new byte[data.remaining()];
            data.duplicate().get(copy);
            out.write(copy);
        }
        byte[] key = text(record.key());
        ByteBuffer tail = ByteBuffer.allocate(BEFORE_KEY.length + HEAD + key.length + 1);
        begin(tail.put(BEFORE_KEY), TEXT, key.length);
        tail.put(key).put(END_MAP);
        out.write(tail.array(), 0, tail.position());
    }

    @Override
    public int separator() {
        return 0;
    }

    private void time(ByteBuffer out, long millis) {
        out.put(EPOCH_TAG);
        if (!format.integerTimesInMillis()) {
            out.put(DOUBLE).putDouble(millis / 1000.0);
        } else if (millis >= 0) {
            out.put(LONG).putLong(millis);
        } else {
            out.put(NEGATIVE_LONG).putLong(~millis);
        }
    }

    private static byte[] text(byte[] key) {
        if (key.length == 0) {
            return Record.NO_KEY.getBytes(StandardCharsets.US_ASCII);
        }
        for (byte each : key) {
            if (each < 0) {
                return new String(key, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            }
        }
        return key;
    }

    /** The head of an item of a type and length. */
    private static void begin(ByteBuffer out, int type, int length) {
        if (length < 24) {
            out.put((byte) (type | length));
        } else if (length < 1 << 8) {
            out.put((byte) (type | 24)).put((byte) length);
        } else if (length < 1 << 16) {
            out.put((byte) (type | 25)).putShort((short) length);
        } else {
            out.put((byte) (type | 26)).putInt(length);
        }
    }

    private static byte[] beforeNumber() {
        byte[] name = name("SequenceNumber");
        ByteBuffer all = ByteBuffer.allocate(1 + name.length + 2).put(BEGIN_MAP).put(name);
        begin(all, TEXT, SequenceNumber.DIGITS);
        return all.array();
    }

    private static byte[] name(String name) {
        ByteBuffer all = ByteBuffer.allocate(HEAD + name.length());
        begin(all, TEXT, name.length());
        all.put(name.getBytes(StandardCharsets.US_ASCII));
        return Arrays.copyOf(all.array(), all.position());
    }
}
