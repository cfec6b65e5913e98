package io.millrace.firehose.step;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.millrace.firehose.record.DeliveryRecord;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes apart what a Kinesis Producer Library put together: four magic bytes, a protocol buffer, its MD5.
 *
 * <p>A record that is not quite that is an ordinary record and passes as it is, as the Kinesis Client Library has it.
 *
 * @see <a href="https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md">Aggregation format</a>
 */
public final class KplDeAggregation implements Step {

    private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};
    private static final int MD5_LENGTH = 16;

    private static final int RECORDS = tag(3, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    private static final int PARTITION_KEY = tag(1, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    private static final int PARTITION_KEY_INDEX = tag(1, WireFormat.WIRETYPE_VARINT);
    private static final int DATA = tag(3, WireFormat.WIRETYPE_LENGTH_DELIMITED);

    @Override
    public void apply(DeliveryRecord in, Output out) {
        byte[] data = in.data();
        if (!isAggregate(data)) {
            out.emit(in);
            return;
        }
        List<UserRecord> records;
        try {
            records =
                    records(CodedInputStream.newInstance(data, MAGIC.length, data.length - MAGIC.length - MD5_LENGTH));
        } catch (IOException e) {
            out.emit(in);
            return;
        }
        for (int i = 0; i < records.size(); i++) {
            out.emit(part(in, i, records.get(i)));
        }
    }

    private static DeliveryRecord part(DeliveryRecord in, int number, UserRecord record) {
        DeliveryRecord part = in.part(number, record.data());
        return part.origin()
                .kinesis()
                .map(place -> part.withOrigin(part.origin().withKinesis(place.within(number, record.partitionKey()))))
                .orElse(part);
    }

    private static boolean isAggregate(byte[] data) {
        if (data.length < MAGIC.length + MD5_LENGTH || !Arrays.equals(data, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return false;
        }
        int end = data.length - MD5_LENGTH;
        MessageDigest md5 = md5();
        md5.update(data, MAGIC.length, end - MAGIC.length);
        return Arrays.equals(data, end, data.length, md5.digest(), 0, MD5_LENGTH);
    }

    /** As the library calls what programs gave it. */
    private record UserRecord(String partitionKey, byte[] data) {}

    private static List<UserRecord> records(CodedInputStream message) throws IOException {
        List<String> keys = new ArrayList<>();
        List<UserRecord> records = new ArrayList<>();
        for (int tag = message.readTag(); tag != 0; tag = message.readTag()) {
            if (tag == RECORDS) {
                int outer = message.pushLimit(message.readRawVarint32());
                records.add(record(message, keys));
                message.popLimit(outer);
            } else if (tag == PARTITION_KEY) {
                keys.add(message.readString());
            } else {
                skip(message, tag);
            }
        }
        return records;
    }

    private static UserRecord record(CodedInputStream record, List<String> keys) throws IOException {
        byte[] data = null;
        long key = -1;
        for (int tag = record.readTag(); tag != 0; tag = record.readTag()) {
            if (tag == DATA) {
                data = record.readByteArray();
            } else if (tag == PARTITION_KEY_INDEX) {
                key = record.readUInt64();
            } else {
                skip(record, tag);
            }
        }
        if (data == null || key == -1) {
            throw new IOException("a record without the fields that it must have");
        }
        return new UserRecord(key >= 0 && key < keys.size() ? keys.get((int) key) : "", data);
    }

    private static void skip(CodedInputStream message, int tag) throws IOException {
        if (!message.skipField(tag)) {
            throw new IOException("a group ends that did not begin");
        }
    }

    private static int tag(int field, int wireType) {
        return field << 3 | wireType;
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has MD5", e);
        }
    }
}
