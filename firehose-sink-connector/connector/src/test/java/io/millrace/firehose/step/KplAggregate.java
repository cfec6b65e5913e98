package io.millrace.firehose.step;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** What a Kinesis Producer Library makes of records. */
final class KplAggregate {

    private KplAggregate() {}

    static byte[] of(List<byte[]> records) {
        return write(to -> {
            to.writeString(1, "key");
            for (byte[] record : records) {
                to.writeByteArray(3, message(inner -> {
                    inner.writeUInt64(1, 0);
                    inner.writeByteArray(3, record);
                    inner.writeByteArray(4, message(tag -> tag.writeString(1, "a tag")));
                }));
            }
        });
    }

    static byte[] write(Fields fields) {
        return sealed(message(fields));
    }

    static byte[] sealed(byte[] message) {
        try {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.write(new byte[] {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2});
            all.write(message);
            all.write(MessageDigest.getInstance("MD5").digest(message));
            return all.toByteArray();
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] message(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream to = CodedOutputStream.newInstance(bytes);
        try {
            fields.write(to);
            to.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    interface Fields {
        void write(CodedOutputStream to) throws IOException;
    }
}
