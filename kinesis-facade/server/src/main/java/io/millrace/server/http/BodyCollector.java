package io.millrace.server.http;

import io.millrace.server.operation.AwsError;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

/**
 * Gathers a request's body into one buffer, within a limit for it and the memory for all.
 *
 * <p>The buffer grows with what has come, at most fourfold at a time and never by what a client merely declares: one that says
 * 20 MiB and sends a byte holds {@value #FIRST_CAPACITY} bytes. Parts are copied at once because each, however small, keeps a whole
 * buffer of the connection alive.
 */
final class BodyCollector {

    private static final int FIRST_CAPACITY = 16 * 1024;
    private static final int GROWTH = 4;

    private final ByteBufAllocator allocator;
    private final BodyMemory.Reservation reservation;
    private final int maxBytes;
    private final long declaredBytes;
    private ByteBuf buffer = Unpooled.EMPTY_BUFFER;

    /**
     * @param declaredBytes what the request says of its length, negative if nothing
     * @throws io.millrace.server.operation.AwsException if that is too much already
     */
    BodyCollector(ByteBufAllocator allocator, BodyMemory.Reservation reservation, int maxBytes, long declaredBytes) {
        this.allocator = allocator;
        this.reservation = reservation;
        this.maxBytes = maxBytes;
        this.declaredBytes = declaredBytes;
        if (declaredBytes > maxBytes) {
            throw tooLarge();
        }
    }

    /**
     * Copies what has come.
     *
     * @throws io.millrace.server.operation.AwsException if the body is too large, or memory too short
     */
    void add(ByteBuf part) {
        long size = (long) buffer.readableBytes() + part.readableBytes();
        if (size > maxBytes) {
            throw tooLarge();
        }
        if (size > buffer.capacity()) {
            growTo((int) size);
        }
        if (size > 0) {
            buffer.writeBytes(part, part.readerIndex(), part.readableBytes());
        }
    }

    private void growTo(int size) {
        long ample = Math.max(FIRST_CAPACITY, (long) GROWTH * buffer.capacity());
        long useful = declaredBytes > 0 ? Math.min(ample, declaredBytes) : ample;
        int capacity = (int) Math.min(maxBytes, Math.max(size, useful));
        if (!reservation.grow(capacity - buffer.capacity())) {
            throw AwsError.serviceUnavailable("Too many request bodies are in flight. Please try again.")
                    .asException();
        }
        ByteBuf larger = allocator.heapBuffer(capacity, capacity);
        larger.writeBytes(buffer);
        buffer.release();
        buffer = larger;
    }

    private RuntimeException tooLarge() {
        return new AwsError(
                        "RequestEntityTooLargeException",
                        413,
                        "The request body is larger than " + maxBytes + " bytes.")
                .asException();
    }

    /** The whole body, in a heap buffer that the receiver releases. */
    ByteBuf finish() {
        ByteBuf complete = buffer;
        buffer = Unpooled.EMPTY_BUFFER;
        return complete;
    }

    /** The rest is not wanted, or will not come. */
    void discard() {
        finish().release();
    }
}
