package io.millrace.server.wire;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A request's body while it is read.
 *
 * @param bytes what the parser reads from; none if that is a stream
 */
record Body(JsonParser parser, WireFormat format, @Nullable ByteBuffer bytes) implements AutoCloseable {

    /** Reads from a buffer with an array without a copy. */
    static Body of(ByteBuffer bytes, WireFormat format) throws IOException {
        if (!bytes.hasArray()) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return of(ByteBuffer.wrap(copy), format);
        }
        JsonParser parser =
                format.factory().createParser(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        return new Body(parser, format, bytes.slice());
    }

    static Body of(InputStream stream, WireFormat format) throws IOException {
        return new Body(format.factory().createParser(stream), format, null);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
