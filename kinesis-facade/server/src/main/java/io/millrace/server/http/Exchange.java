package io.millrace.server.http;

import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.millrace.server.wire.WireFormat;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One request and what has become of it so far. */
final class Exchange {

    private static final AttributeKey<Exchange> KEY = AttributeKey.valueOf(Exchange.class, "exchange");
    static final String NO_OPERATION = "none";

    private final ServiceRequestContext context;
    private final String requestId = RequestIds.next();
    private final Instant receivedAt;
    private final long startNanos = System.nanoTime();
    private volatile @Nullable WireFormat format;
    private volatile String operation = NO_OPERATION;
    private volatile boolean bodyComplete;
    private volatile boolean mustClose;

    private Exchange(ServiceRequestContext context, Instant receivedAt) {
        this.context = context;
        this.receivedAt = receivedAt;
    }

    static Exchange begin(ServiceRequestContext context, Instant receivedAt) {
        Exchange exchange = new Exchange(context, receivedAt);
        context.setAttr(KEY, exchange);
        return exchange;
    }

    static Optional<Exchange> of(ServiceRequestContext context) {
        return Optional.ofNullable(context.attr(KEY));
    }

    void isCallOf(String operation, WireFormat format) {
        this.operation = operation;
        this.format = format;
    }

    void bodyIsComplete() {
        bodyComplete = true;
    }

    boolean isBodyComplete() {
        return bodyComplete;
    }

    /** The connection is of no more use: its client does not get its request across. */
    void closeConnection() {
        mustClose = true;
    }

    boolean mustClose() {
        return mustClose && !context.sessionProtocol().isMultiplex();
    }

    /** Calls back once the answer is sent, or has nobody to be sent to. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callbacks count, and do not fail
    void whenOver(Runnable callback) {
        context.log().whenComplete().thenRun(callback);
    }

    /**
     * Closes the connection if the answer, which is ready, takes longer to be sent than a request may take: its receiver does not
     * read, and holds memory that others wait for.
     */
    void closeUnlessOverInTime() {
        ScheduledFuture<?> timer = context.eventLoop()
                .withoutContext()
                .schedule(this::closeAbruptly, context.config().requestTimeoutMillis(), TimeUnit.MILLISECONDS);
        whenOver(() -> timer.cancel(false));
    }

    private void closeAbruptly() {
        Channel channel = context.log().partial().channel();
        if (channel != null) {
            // Not through the pipeline, where HTTP/2 would wait for its streams to end.
            channel.pipeline().firstContext().close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
    }

    ServiceRequestContext context() {
        return context;
    }

    RequestHeaders request() {
        return context.request().headers();
    }

    String requestId() {
        return requestId;
    }

    Instant receivedAt() {
        return receivedAt;
    }

    long startNanos() {
        return startNanos;
    }

    /** {@value #NO_OPERATION} if the request named none that exists. */
    String operation() {
        return operation;
    }

    Optional<WireFormat> format() {
        return Optional.ofNullable(format);
    }
}
