package io.millrace.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** One request and its answer. It belongs to the thread of its connection, which {@link #execute} reaches from others. */
final class Exchange implements Executor {

    private final Conversation conversation;
    private final HttpRequest head;
    private final String requestId = RequestIds.next();
    private final long startNanos = System.nanoTime();
    private Intake intake = Intake.NONE;
    private boolean answered;
    private volatile boolean over;

    Exchange(Conversation conversation, HttpRequest head) {
        this.conversation = conversation;
        this.head = head;
    }

    /** Whoever wants the body says so while it is called with the head. */
    void takeInWith(Intake intake) {
        this.intake = intake;
    }

    Intake intake() {
        return intake;
    }

    /** Answers with a body, of which it takes ownership; only the first answer counts. */
    void answer(int status, HttpHeaders headers, ByteBuf body) {
        if (answered || over) {
            body.release();
            return;
        }
        answered = true;
        headers.set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.readableBytes()));
        ByteBuf sent = body;
        if (head.method().equals(HttpMethod.HEAD)) {
            body.release();
            sent = Unpooled.EMPTY_BUFFER;
        }
        conversation.send(HttpResponseStatus.valueOf(status), headers, sent);
    }

    /** Begins an answer that goes on, for as long as it likes. */
    void beginStream(HttpHeaders headers) {
        answered = true;
        conversation.beginStream(headers);
    }

    /** Sends a part of the answer that goes on, of which it takes ownership, and says what became of it. */
    void sendPart(ByteBuf part, ChannelFutureListener sent) {
        conversation.sendPart(part, sent);
    }

    void endStream() {
        conversation.endStream();
    }

    /** Closes the connection behind the answer: its client does not get its request across, or shall go elsewhere. */
    void closeConnection() {
        conversation.closeAfterwards();
    }

    /** The answer is sent, or there is nobody to send it to. */
    void end() {
        if (!over) {
            over = true;
            intake.over();
        }
    }

    /** Runs on the thread of the connection; dropped when the server is gone. */
    @Override
    public void execute(Runnable task) {
        conversation.execute(task);
    }

    boolean isOnItsThread() {
        return conversation.isOnItsThread();
    }

    boolean isAnswered() {
        return answered;
    }

    /** May be asked on any thread. */
    boolean isOver() {
        return over;
    }

    boolean isGetOrHead() {
        return head.method().equals(HttpMethod.GET) || head.method().equals(HttpMethod.HEAD);
    }

    String method() {
        return head.method().name();
    }

    /** As sent, with the query but without scheme and authority. */
    String target() {
        String uri = head.uri();
        if (uri.startsWith("/")) {
            return uri;
        }
        int authority = uri.indexOf("://");
        if (authority < 0) {
            return uri;
        }
        int path = uri.indexOf('/', authority + 3);
        return path < 0 ? "/" : uri.substring(path);
    }

    /** As sent, without the query. */
    String path() {
        String target = target();
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(head.headers().get(name));
    }

    /** A header's values in the order sent. */
    List<String> headers(String name) {
        Iterator<String> values = head.headers().valueStringIterator(name);
        if (!values.hasNext()) {
            return List.of();
        }
        String value = values.next();
        return values.hasNext() ? head.headers().getAll(name) : List.of(value);
    }

    HttpHeaders headers() {
        return head.headers();
    }

    /** What the head says of the body's length, negative if nothing. */
    long declaredLength() {
        return HttpUtil.getContentLength(head, -1L);
    }

    String requestId() {
        return requestId;
    }

    long startNanos() {
        return startNanos;
    }

    ByteBufAllocator allocator() {
        return conversation.allocator();
    }
}
