package io.millrace.server.wire.eventstream;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * One message under construction: a prelude (total length, length of the headers, their CRC32), headers, payload, and the CRC32
 * of all before.
 *
 * @see <a href="https://smithy.io/2.0/aws/amazon-eventstream.html">Amazon event stream specification</a>
 */
final class Frame {

    private static final int PRELUDE = 12;
    private static final int CHECKSUM = 4;
    private static final byte STRING = 7;

    private final Bytes bytes = new Bytes();
    private int headers;

    Frame() {
        bytes.writeBytes(new byte[PRELUDE]);
    }

    /** Adds a header; all come before the payload. */
    Frame header(String name, String value) {
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        byte[] valueBytes = value.getBytes(StandardCharsets.UTF_8);
        bytes.write(nameBytes.length);
        bytes.writeBytes(nameBytes);
        bytes.write(STRING);
        bytes.write(valueBytes.length >> 8);
        bytes.write(valueBytes.length);
        bytes.writeBytes(valueBytes);
        headers = bytes.size() - PRELUDE;
        return this;
    }

    /** Takes the payload. */
    OutputStream payload() {
        return bytes;
    }

    /** The finished message, not copied. */
    ByteBuffer finish() {
        bytes.writeBytes(new byte[CHECKSUM]);
        ByteBuffer frame = bytes.asBuffer();
        int total = frame.limit();
        frame.putInt(0, total);
        frame.putInt(4, headers);
        frame.putInt(8, bytes.checksum(8));
        frame.putInt(total - CHECKSUM, bytes.checksum(total - CHECKSUM));
        return frame;
    }

    /** Gives out what it holds without a copy. */
    private static final class Bytes extends ByteArrayOutputStream {

        Bytes() {
            super(512);
        }

        ByteBuffer asBuffer() {
            return ByteBuffer.wrap(buf, 0, count);
        }

        int checksum(int length) {
            CRC32 checksum = new CRC32();
            checksum.update(buf, 0, length);
            return (int) checksum.getValue();
        }
    }
}
