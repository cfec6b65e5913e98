package io.millrace.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerUpgradeHandler.UpgradeEvent;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The requests of an HTTP/1.1 connection, one at a time, or the one of an HTTP/2 stream.
 *
 * <p>What a client sends before its last request is answered waits, and soon is not even read: a client that sends and sends and
 * reads nothing holds up itself alone.
 */
final class Conversation extends ChannelInboundHandlerAdapter {

    /** What a client is still sending when we hang up must be read for a while, or the reset would overtake our answer. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final ConversationParts parts;
    private final boolean http2;
    private final Queue<Object> waiting = new ArrayDeque<>(2);
    private final ChannelFutureListener sent = this::sent;

    /** These two come with the place in the pipeline, before anything else does. */
    private ChannelHandlerContext context;

    private Deadline deadline;

    /** The request whose answer is not sent, or whose body still comes. */
    private @Nullable Exchange exchange;

    private boolean receiving;
    private boolean toldToWait;
    private boolean answerSent;
    private boolean http10;
    private boolean closing;
    private boolean hungUp;
    private boolean headBegun;
    private boolean gotSomething;
    private boolean takingWaiting;

    Conversation(ConversationParts parts, boolean http2) {
        this.parts = parts;
        this.http2 = http2;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
        deadline = new Deadline(context.executor(), this::late);
        deadline.set(http2 ? parts.requestTimeout() : parts.idleTimeout());
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        gone();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        gone();
        context.fireChannelInactive();
    }

    private void gone() {
        hungUp = true;
        deadline.stop();
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        if (exchange != null) {
            exchange.end();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        gotSomething = true;
        if (hungUp) {
            ReferenceCountUtil.release(message);
        } else if (exchange != null && !receiving) {
            waiting.add(message);
            context.channel().config().setAutoRead(false);
        } else {
            receive(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (!gotSomething && exchange == null && !headBegun && !hungUp) {
            headBegun = true;
            deadline.set(parts.requestTimeout());
        }
        gotSomething = false;
        context.fireChannelReadComplete();
    }

    private void takeWaiting() {
        if (takingWaiting || waiting.isEmpty()) {
            return;
        }
        takingWaiting = true;
        while (!waiting.isEmpty() && (exchange == null || receiving)) {
            receive(waiting.remove());
        }
        takingWaiting = false;
        if (waiting.isEmpty()) {
            context.channel().config().setAutoRead(true);
        }
    }

    private void receive(Object message) {
        try {
            if (message instanceof HttpRequest request) {
                begin(request);
            }
            if (message instanceof HttpContent content && exchange != null && receiving) {
                takeIn(exchange, content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(HttpRequest head) {
        Exchange begun = new Exchange(this, head);
        exchange = begun;
        receiving = true;
        answerSent = false;
        headBegun = false;
        http10 = head.protocolVersion().equals(HttpVersion.HTTP_1_0);
        closing |= !HttpUtil.isKeepAlive(head);
        deadline.set(parts.requestTimeout());
        if (head.decoderResult().isFailure()) {
            refuse(begun, Malformed.status(head.decoderResult().cause()));
            return;
        }
        toldToWait = HttpUtil.is100ContinueExpected(head);
        parts.service().serve(begun);
        if (toldToWait && !begun.isAnswered()) {
            toldToWait = false;
            context.writeAndFlush(new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
        }
    }

    private void takeIn(Exchange taking, HttpContent content) {
        if (content.decoderResult().isFailure()) {
            refuse(taking, HttpResponseStatus.BAD_REQUEST);
            return;
        }
        taking.intake().part(content.content());
        if (content instanceof LastHttpContent) {
            receiving = false;
            taking.intake().complete();
            goOn();
        }
    }

    /** What comes is not HTTP: nothing behind it can be trusted. */
    private void refuse(Exchange refused, HttpResponseStatus status) {
        closing = true;
        if (refused.isAnswered()) {
            goOn();
        } else {
            Answers.plain(refused, status);
        }
    }

    void send(HttpResponseStatus status, HttpHeaders headers, ByteBuf body) {
        finish(headers);
        deadline.set(parts.requestTimeout());
        context.writeAndFlush(new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, status, body, headers, EmptyHttpHeaders.INSTANCE))
                .addListener(sent);
    }

    void beginStream(HttpHeaders headers) {
        if (http10) {
            closing = true;
        } else if (!http2) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        finish(headers);
        deadline.clear();
        context.writeAndFlush(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, headers));
    }

    private void finish(HttpHeaders headers) {
        headers.set(HttpHeaderNames.DATE, parts.date().value());
        // A client that was not told to send its body may send it all the same, or its next request instead.
        closing |= toldToWait;
        if (closing && !http2) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (http10) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
    }

    void sendPart(ByteBuf part, ChannelFutureListener sent) {
        context.writeAndFlush(new DefaultHttpContent(part)).addListener(sent);
    }

    /** What was sent may still be on its way to a receiver that does not read. */
    void endStream() {
        deadline.set(parts.requestTimeout());
        context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(sent);
    }

    private void sent(Future<?> write) {
        if (!write.isSuccess()) {
            cutOff();
        } else if (exchange != null) {
            answerSent = true;
            exchange.end();
            goOn();
        }
    }

    /** Once the answer is sent and the body has passed there may be another request. */
    private void goOn() {
        if (hungUp || !answerSent || (receiving && !closing)) {
            return;
        }
        exchange = null;
        if (closing) {
            hangUp();
        } else if (http2) {
            deadline.clear();
        } else {
            deadline.set(parts.idleTimeout());
            takeWaiting();
        }
    }

    void closeAfterwards() {
        closing = true;
    }

    private void hangUp() {
        hungUp = true;
        if (receiving && context.channel() instanceof DuplexChannel socket) {
            deadline.set(LAST_WORDS);
            socket.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        } else {
            context.close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
    }

    private void late() {
        if (exchange == null || exchange.isAnswered()) {
            cutOff();
        } else {
            exchange.intake().late();
            if (!exchange.isAnswered()) {
                cutOff();
            }
        }
    }

    private void cutOff() {
        Connections.cutOff(http2 ? context.channel().parent() : context.channel());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof UpgradeEvent) {
            context.pipeline().remove(this);
        } else if (event == Connections.DRAIN) {
            closing = true;
            if (exchange == null) {
                hangUp();
            }
        }
        context.fireUserEventTriggered(event);
    }

    void execute(Runnable task) {
        try {
            context.executor().execute(task);
        } catch (RejectedExecutionException e) {
            // The server has stopped, and every exchange with it.
        }
    }

    boolean isOnItsThread() {
        return context.executor().inEventLoop();
    }

    ByteBufAllocator allocator() {
        return context.alloc();
    }
}
