package io.millrace.server.kinesis.records;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.millrace.mapping.SequenceNumber;
import io.millrace.mapping.Shard;
import io.millrace.server.kafka.RecordForm;
import io.millrace.server.kafka.StoredRecord;
import io.millrace.server.wire.Timestamps;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** {@link Record} in JSON, made directly: readers of much spend their time here. */
record JsonRecords(Numbering numbering) implements RecordForm {

    private static final byte[] HEAD = ascii(
            ",{\"SequenceNumber\":\"" + "0".repeat(SequenceNumber.DIGITS) + "\",\"ApproximateArrivalTimestamp\":");
    private static final int NUMBER = ",{\"SequenceNumber\":\"".length();
    private static final byte[] DATA = ascii(",\"Data\":\"");
    private static final byte[] KEY = ascii("\",\"PartitionKey\":\"");
    private static final byte[] END = ascii("\"}");

    JsonRecords(Shard shard) {
        this(Numbering.of(shard));
    }

    @Override
    public void write(StoredRecord record, boolean first, OutputStream out) throws IOException {
        byte[] time = ascii(Timestamps.seconds(record.timestamp()));
        byte[] head = Arrays.copyOf(HEAD, HEAD.length + time.length + DATA.length);
        numbering.print(record, head, NUMBER);
        System.arraycopy(time, 0, head, HEAD.length, time.length);
        System.arraycopy(DATA, 0, head, HEAD.length + time.length, DATA.length);
        int start = first ? separator() : 0;
        out.write(head, start, head.length - start);
        // The JDK's encoder uses the processor's vectors.
        ByteBuffer data = Base64.getEncoder().encode(record.data().duplicate());
        out.write(data.array(), data.arrayOffset(), data.limit());
        byte[] key = quoted(record.key());
        byte[] tail = Arrays.copyOf(KEY, KEY.length + key.length + END.length);
        System.arraycopy(key, 0, tail, KEY.length, key.length);
        System.arraycopy(END, 0, tail, KEY.length + key.length, END.length);
        out.write(tail, 0, tail.length);
    }

    @Override
    public int separator() {
        return 1;
    }

    private static byte[] quoted(byte[] key) {
        if (key.length == 0) {
            return ascii(Record.NO_KEY);
        }
        for (byte each : key) {
            if (each < ' ' || each == '"' || each == '\\') {
                return JsonStringEncoder.getInstance().quoteAsUTF8(new String(key, StandardCharsets.UTF_8));
            }
        }
        return key;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
