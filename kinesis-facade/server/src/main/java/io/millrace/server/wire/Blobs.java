package io.millrace.server.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes on their way out. */
final class Blobs {

    private Blobs() {}

    /** Writes what remains of a buffer and leaves its position alone; a buffer over an array is not copied. */
    static void write(JsonGenerator generator, ByteBuffer blob) throws IOException {
        if (blob.hasArray()) {
            generator.writeBinary(blob.array(), blob.arrayOffset() + blob.position(), blob.remaining());
        } else {
            byte[] bytes = new byte[blob.remaining()];
            blob.duplicate().get(bytes);
            generator.writeBinary(bytes);
        }
    }
}
