package io.millrace.server.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;

/** Bytes on their way out: a byte string in CBOR, base64 in JSON. */
final class Blobs {

    private Blobs() {}

    /** Writes what remains of a buffer and leaves its position alone; a buffer over an array is not copied. */
    static void write(JsonGenerator generator, WireFormat format, ByteBuffer blob) throws IOException {
        if (!format.isBinary()) {
            // The JDK's encoder uses the processor's vectors, which Jackson's own does not.
            ByteBuffer text = Base64.getEncoder().encode(blob.duplicate());
            generator.writeRawUTF8String(text.array(), text.arrayOffset(), text.limit());
        } else if (blob.hasArray()) {
            generator.writeBinary(blob.array(), blob.arrayOffset() + blob.position(), blob.remaining());
        } else {
            byte[] bytes = new byte[blob.remaining()];
            blob.duplicate().get(bytes);
            generator.writeBinary(bytes);
        }
    }
}
