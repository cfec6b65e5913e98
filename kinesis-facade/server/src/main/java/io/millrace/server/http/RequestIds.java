package io.millrace.server.http;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The ids in a response's headers. They need to differ, not to be secret. */
final class RequestIds {

    private static final int EXTENDED_BYTES = 72;

    private RequestIds() {}

    /** For {@code x-amzn-RequestId}: a UUID. */
    static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & ~0xf000L) | 0x4000L;
        long low = (random.nextLong() & ~(3L << 62)) | (2L << 62);
        return new UUID(high, low).toString();
    }

    /** For {@code x-amz-id-2}. */
    static String extended() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        ByteBuffer bytes = ByteBuffer.allocate(EXTENDED_BYTES);
        while (bytes.hasRemaining()) {
            bytes.putLong(random.nextLong());
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
