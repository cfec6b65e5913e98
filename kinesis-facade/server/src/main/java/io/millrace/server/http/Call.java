package io.millrace.server.http;

import io.millrace.server.auth.AuthRequest;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import io.millrace.server.operation.EventStream;
import io.millrace.server.operation.OperationTable;
import io.millrace.server.operation.RequestContext;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One call of an operation, from its body to its answer: gather, authenticate, read, handle, write.
 *
 * <p>A small one stays on its connection's thread throughout; a large one is read and answered on a worker. Where the operation
 * completes does not matter: it comes back to one or the other. It is its own callback all the way, for there are very many.
 */
final class Call implements Intake, Executor, BiConsumer<Object, @Nullable Throwable>, Runnable {

    private static final int LARGE_BODY = 32 * 1024;
    private static final int BYTES_PER_REQUEST = 4 * 1024;

    private final CallParts parts;
    private final Exchange exchange;
    private final Route.Call route;
    private final Instant receivedAt;
    private final BodyMemory.Reservation requestMemory;
    private final BodyMemory.Reservation answerMemory;
    private @Nullable BodyCollector collector;
    private boolean bodyComplete;
    private @Nullable EventFrames frames;
    private Executor executor;
    private @Nullable Thread handling;
    private @Nullable Object response;
    private @Nullable Throwable failure;

    Call(CallParts parts, Exchange exchange, Route.Call route) {
        this.parts = parts;
        this.exchange = exchange;
        this.route = route;
        this.receivedAt = parts.clock().instant();
        this.requestMemory = parts.memory().open();
        this.answerMemory = parts.memory().open();
        this.executor = exchange;
    }

    void begin() {
        exchange.takeInWith(this);
        if (!requestMemory.grow(BYTES_PER_REQUEST)) {
            refuse(Errors.TOO_MANY);
            return;
        }
        try {
            collector = new BodyCollector(
                    exchange.allocator(), requestMemory, parts.maxRequestBytes(), exchange.declaredLength());
        } catch (AwsException e) {
            refuse(e.error());
        }
    }

    @Override
    public void part(ByteBuf part) {
        if (collector != null) {
            try {
                collector.add(part);
            } catch (AwsException e) {
                discardBody();
                refuse(e.error());
            }
        }
    }

    @Override
    public void complete() {
        if (collector == null) {
            return;
        }
        ByteBuf body = collector.finish();
        collector = null;
        bodyComplete = true;
        if (body.readableBytes() <= LARGE_BODY) {
            handle(body);
            return;
        }
        executor = parts.workers();
        try {
            executor.execute(() -> handle(body));
        } catch (RejectedExecutionException e) {
            body.release();
            fail(e);
        }
    }

    /** On the thread where the answer is written too, unless the operation waits. */
    private void handle(ByteBuf body) {
        handling = Thread.currentThread();
        CompletionStage<?> stage;
        try {
            stage = invoke(route.entry(), body);
        } catch (RuntimeException | Error e) {
            fail(e);
            return;
        }
        stage.whenComplete(this);
    }

    private <I extends Record, O> CompletionStage<O> invoke(OperationTable.Entry<I, O> entry, ByteBuf body) {
        I request;
        String accessKeyId;
        try {
            if (exchange.isOver()) {
                throw AwsError.serviceUnavailable("The request was given up.").asException();
            }
            // The signature comes before the body's syntax, other than the service seems to do: what nobody signed is
            // not
            // worth parsing. Only an empty body is refused first, as the service does.
            if (!body.isReadable()) {
                throw Errors.EMPTY_BODY.asException();
            }
            accessKeyId = parts.authenticator().authenticate(authRequest(body));
            request = route.api().reader().read(entry.requestType(), route.format(), body.nioBuffer());
        } finally {
            body.release();
        }
        return entry.operation()
                .handle(request, new RequestContext(exchange.requestId(), accessKeyId, receivedAt, this, answerMemory));
    }

    private AuthRequest authRequest(ByteBuf body) {
        String target = exchange.target();
        int question = target.indexOf('?');
        return new AuthRequest(
                exchange.method(),
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                exchange::headers,
                body.nioBuffer(),
                receivedAt);
    }

    /** The operation has ended, on whatever thread. */
    @Override
    public void accept(@Nullable Object response, @Nullable Throwable failure) {
        this.response = response;
        this.failure = failure;
        if (Thread.currentThread() == handling || exchange.isOnItsThread()) {
            run();
        } else {
            execute(this);
        }
    }

    /** Brings a task to where the answer is written. With all workers busy it still must be, or it would be lost. */
    @Override
    public void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            exchange.execute(task);
        }
    }

    @Override
    public void run() {
        requestMemory.release();
        if (failure != null) {
            fail(failure);
        } else if (response instanceof EventStream stream) {
            onConnection(() -> open(stream));
        } else {
            try {
                ByteBuf body = render(response);
                onConnection(() -> succeed(body));
            } catch (AwsException | IllegalStateException e) {
                fail(e);
            }
        }
    }

    private ByteBuf render(Object response) {
        AnswerBuffer buffer = new AnswerBuffer(exchange.allocator(), answerMemory);
        try {
            route.api().writer().write(response, route.format(), buffer);
            answerMemory.trim();
            return buffer.finish();
        } catch (AnswerBuffer.NoRoomException e) {
            buffer.discard();
            throw Errors.TOO_MANY_ANSWERS.asException();
        } catch (IOException | RuntimeException e) {
            buffer.discard();
            throw new IllegalStateException("the response of " + route.entry().name() + " cannot be written", e);
        }
    }

    private void succeed(ByteBuf body) {
        if (exchange.isAnswered() || exchange.isOver()) {
            body.release();
            return;
        }
        parts.metrics().record(route, exchange.startNanos(), RequestMetrics.SUCCESS);
        Answers.success(exchange, route.format().contentType(), body);
    }

    private void open(EventStream stream) {
        if (!exchange.isAnswered() && !exchange.isOver()) {
            parts.metrics().record(route, exchange.startNanos(), RequestMetrics.SUCCESS);
            frames = parts.eventStreams().open(exchange, route, stream);
        }
    }

    private void fail(Throwable cause) {
        onConnection(() -> {
            if (!exchange.isAnswered() && !exchange.isOver()) {
                refuse(Errors.told(exchange.requestId(), operation(), cause));
            }
        });
    }

    private void refuse(AwsError error) {
        parts.metrics().record(route, exchange.startNanos(), error.code());
        Answers.refusal(exchange, Refusal.of(error, route.format(), route.api().errors()));
    }

    private String operation() {
        return route.entry().name();
    }

    private void onConnection(Runnable task) {
        if (exchange.isOnItsThread()) {
            task.run();
        } else {
            exchange.execute(task);
        }
    }

    @Override
    public void late() {
        if (bodyComplete) {
            refuse(Errors.TOO_SLOW);
        } else {
            discardBody();
            exchange.closeConnection();
            refuse(Errors.SLOW_BODY);
        }
    }

    @Override
    public void over() {
        discardBody();
        requestMemory.release();
        answerMemory.release();
        if (frames != null) {
            frames.close();
        }
        parts.inFlight().leave();
    }

    private void discardBody() {
        if (collector != null) {
            collector.discard();
            collector = null;
        }
    }
}
