package io.millrace.server.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.stream.SubscriptionOption;
import io.millrace.server.operation.AwsError;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Gathers a request's body into one buffer, within a limit for it and the memory for all.
 *
 * <p>The buffer grows with what has come, at most fourfold at a time and never by what a client merely declares: one that says
 * 20 MiB and sends a byte holds {@value #FIRST_CAPACITY} bytes. Chunks are copied at once because each, however small, keeps a whole
 * buffer of the connection alive.
 */
final class BodyCollector implements Subscriber<HttpObject> {

    private static final int FIRST_CAPACITY = 16 * 1024;
    private static final int GROWTH = 4;

    private final ByteBufAllocator allocator;
    private final BodyMemory.Reservation reservation;
    private final int maxBytes;
    private final long declaredBytes;
    private final CompletableFuture<ByteBuf> result = new CompletableFuture<>();
    private ByteBuf buffer = Unpooled.EMPTY_BUFFER;
    private Subscription subscription = NotSubscribed.INSTANCE;

    private BodyCollector(
            ByteBufAllocator allocator, BodyMemory.Reservation reservation, int maxBytes, long declaredBytes) {
        this.allocator = allocator;
        this.reservation = reservation;
        this.maxBytes = maxBytes;
        this.declaredBytes = declaredBytes;
    }

    /**
     * The whole body in a heap buffer that the receiver releases, completed on the event loop.
     *
     * @return fails with an {@link io.millrace.server.operation.AwsException} if the body is too large or memory too short, and with
     *     {@link BodyBrokenOff} if its end does not come
     */
    static CompletableFuture<ByteBuf> collect(
            HttpRequest request,
            EventExecutor eventLoop,
            ByteBufAllocator allocator,
            BodyMemory.Reservation reservation,
            int maxBytes) {
        BodyCollector collector = new BodyCollector(
                allocator, reservation, maxBytes, request.headers().contentLength());
        request.subscribe(collector, eventLoop, SubscriptionOption.WITH_POOLED_OBJECTS);
        return collector.result;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        if (declaredBytes > maxBytes) {
            fail(tooLarge());
        } else {
            subscription.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(HttpObject object) {
        if (object instanceof HttpData data) {
            try (data) {
                if (!result.isDone()) {
                    add(data);
                }
            }
        }
    }

    private void add(HttpData data) {
        long size = (long) buffer.readableBytes() + data.length();
        if (size > maxBytes) {
            fail(tooLarge());
        } else if (size > buffer.capacity() && !growTo((int) size)) {
            fail(AwsError.serviceUnavailable("Too many request bodies are in flight. Please try again."));
        } else {
            buffer.writeBytes(data.byteBuf());
        }
    }

    private boolean growTo(int size) {
        long ample = Math.max(FIRST_CAPACITY, (long) GROWTH * buffer.capacity());
        long useful = declaredBytes > 0 ? Math.min(ample, declaredBytes) : ample;
        int capacity = (int) Math.min(maxBytes, Math.max(size, useful));
        if (!reservation.grow(capacity - buffer.capacity())) {
            return false;
        }
        ByteBuf larger = allocator.heapBuffer(capacity, capacity);
        larger.writeBytes(buffer);
        buffer.release();
        buffer = larger;
        return true;
    }

    private AwsError tooLarge() {
        return new AwsError(
                "RequestEntityTooLargeException", 413, "The request body is larger than " + maxBytes + " bytes.");
    }

    private void fail(AwsError error) {
        result.completeExceptionally(error.asException());
        discard();
        subscription.cancel();
    }

    @Override
    public void onError(Throwable cause) {
        result.completeExceptionally(new BodyBrokenOff(cause));
        discard();
    }

    @Override
    public void onComplete() {
        if (!result.isDone()) {
            ByteBuf complete = buffer;
            buffer = Unpooled.EMPTY_BUFFER;
            result.complete(complete);
        }
    }

    private void discard() {
        buffer.release();
        buffer = Unpooled.EMPTY_BUFFER;
    }

    /** The client has gone, or what it sends is not HTTP; the cause is the connection's. */
    static final class BodyBrokenOff extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BodyBrokenOff(Throwable cause) {
            super(null, cause, false, false);
        }
    }

    private enum NotSubscribed implements Subscription {
        INSTANCE;

        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }
}
