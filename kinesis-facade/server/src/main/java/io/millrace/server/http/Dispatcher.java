package io.millrace.server.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.millrace.server.auth.Authenticator;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.EventStream;
import io.millrace.server.operation.MayBlock;
import io.millrace.server.operation.OperationTable;
import io.millrace.server.operation.RequestContext;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Takes a request from its head to its answer: route, gather the body, authenticate, read, handle, write.
 *
 * <p>A small request stays on its connection's event loop throughout, unless its operation {@linkplain MayBlock may block}; a large
 * one is read and answered on a worker. Where the operation completes does not matter: its answer is written on either.
 *
 * <p>The signature is checked before the body is parsed, other than the service seems to do: what nobody signed is not worth
 * parsing. Only an empty body is refused first, as the service does.
 */
public final class Dispatcher implements HttpService {

    private static final int LARGE_BODY = 32 * 1024;
    private static final int BYTES_PER_REQUEST = 4 * 1024;

    private final Router router;
    private final Authenticator authenticator;
    private final BodyMemory memory;
    private final int maxRequestBytes;
    private final Workers workers;
    private final RequestMetrics metrics;
    private final Clock clock;
    private final EventStreams eventStreams;
    private final InFlight inFlight = new InFlight();

    public Dispatcher(
            List<Api> apis,
            Authenticator authenticator,
            BodyMemory memory,
            int maxRequestBytes,
            Workers workers,
            RequestMetrics metrics,
            Clock clock) {
        this.router = new Router(apis);
        this.authenticator = authenticator;
        this.memory = memory;
        this.maxRequestBytes = maxRequestBytes;
        this.workers = workers;
        this.metrics = metrics;
        this.clock = clock;
        this.eventStreams = new EventStreams(memory);
        metrics.watch(memory, eventStreams);
    }

    /** Event streams that are open, to be ended when the server stops. */
    EventStreams eventStreams() {
        return eventStreams;
    }

    InFlight inFlight() {
        return inFlight;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
        Exchange exchange = Exchange.begin(context, clock.instant());
        if (Cors.isPreflight(request.headers())) {
            return Cors.preflight(request.headers(), exchange.requestId());
        }
        Route route =
                router.route(request.method().name(), header(request, "content-type"), header(request, "x-amz-target"));
        if (route instanceof Route.Refused refused) {
            return refuse(exchange, refused.refusal());
        }
        Route.Call call = (Route.Call) route;
        exchange.isCallOf(call.entry().name(), call.format());
        if (!inFlight.enter()) {
            exchange.closeConnection();
            return refuse(exchange, Errors.SHUTTING_DOWN);
        }
        exchange.whenOver(inFlight::leave);
        return HttpResponse.of(answer(exchange, call, request));
    }

    private static Optional<String> header(HttpRequest request, String name) {
        return Optional.ofNullable(request.headers().get(name));
    }

    private HttpResponse refuse(Exchange exchange, Refusal refusal) {
        metrics.record(exchange, refusal.code());
        return Answers.refusal(exchange, refusal);
    }

    private HttpResponse refuse(Exchange exchange, AwsError error) {
        metrics.record(exchange, error.code());
        return Errors.answer(exchange, error);
    }

    private CompletableFuture<HttpResponse> answer(Exchange exchange, Route.Call call, HttpRequest request) {
        BodyMemory.Reservation reservation = memory.open();
        if (!reservation.grow(BYTES_PER_REQUEST)) {
            return CompletableFuture.completedFuture(refuse(
                    exchange, AwsError.serviceUnavailable("Too many requests are in flight. Please try again.")));
        }
        ServiceRequestContext context = exchange.context();
        return BodyCollector.collect(
                        request, context.eventLoop().withoutContext(), context.alloc(), reservation, maxRequestBytes)
                .thenCompose(body -> handle(exchange, call, body))
                .exceptionally(failure -> failed(exchange, failure))
                .whenComplete((response, failure) -> reservation.release());
    }

    private HttpResponse failed(Exchange exchange, Throwable failure) {
        return Errors.unwrap(failure) instanceof BodyCollector.BodyBrokenOff brokenOff
                ? HttpResponse.ofFailure(brokenOff.getCause())
                : refuse(exchange, Errors.told(exchange, failure));
    }

    private CompletableFuture<HttpResponse> handle(Exchange exchange, Route.Call call, ByteBuf body) {
        exchange.bodyIsComplete();
        if (body.readableBytes() <= LARGE_BODY && !mayBlock(call.entry())) {
            return handleOn(exchange.context().eventLoop().withoutContext(), exchange, call, body);
        }
        try {
            return CompletableFuture.supplyAsync(() -> handleOn(workers, exchange, call, body), workers)
                    .thenCompose(stage -> stage);
        } catch (RejectedExecutionException e) {
            body.release();
            throw e;
        }
    }

    private static boolean mayBlock(OperationTable.Entry<?, ?> entry) {
        return entry.operation().getClass().isAnnotationPresent(MayBlock.class);
    }

    /** Runs on a thread of the executor already, to which the answer comes back. */
    private CompletableFuture<HttpResponse> handleOn(
            Executor executor, Exchange exchange, Route.Call call, ByteBuf body) {
        CompletableFuture<?> result = invoke(exchange, call, call.entry(), body);
        if (result.isDone()) {
            return result.thenApply(response -> write(exchange, call, response));
        }
        return result.thenApplyAsync(response -> write(exchange, call, response), or(executor, exchange));
    }

    /** With all workers busy, answers still have to be written, or they would be lost. */
    private static Executor or(Executor executor, Exchange exchange) {
        return task -> {
            try {
                executor.execute(task);
            } catch (RejectedExecutionException e) {
                exchange.context().eventLoop().withoutContext().execute(task);
            }
        };
    }

    private <I extends Record, O> CompletableFuture<O> invoke(
            Exchange exchange, Route.Call call, OperationTable.Entry<I, O> entry, ByteBuf body) {
        I request;
        String accessKeyId;
        try {
            if (exchange.context().isCancelled()) {
                throw AwsError.serviceUnavailable("The request was given up.").asException();
            }
            if (!body.isReadable()) {
                throw AwsError.serialization("").asException();
            }
            accessKeyId = authenticator.authenticate(AuthRequests.of(exchange, body.nioBuffer()));
            request = call.api().reader().read(entry.requestType(), call.format(), body.nioBuffer());
        } finally {
            body.release();
        }
        return entry.operation()
                .handle(request, new RequestContext(exchange.requestId(), accessKeyId, exchange.receivedAt()))
                .toCompletableFuture();
    }

    private HttpResponse write(Exchange exchange, Route.Call call, Object response) {
        if (response instanceof EventStream stream) {
            metrics.record(exchange, RequestMetrics.SUCCESS);
            return eventStreams.open(exchange, call, stream);
        }
        BodyMemory.Reservation reservation = memory.open();
        ByteBuf body = render(exchange, call, response, reservation);
        exchange.whenOver(reservation::release);
        metrics.record(exchange, RequestMetrics.SUCCESS);
        return Answers.success(exchange, call.format().contentType(), body);
    }

    private static ByteBuf render(
            Exchange exchange, Route.Call call, Object response, BodyMemory.Reservation reservation) {
        AnswerBuffer buffer = new AnswerBuffer(exchange.context().alloc(), reservation);
        try {
            call.api().writer().write(response, call.format(), buffer);
            return buffer.finish();
        } catch (AnswerBuffer.NoRoomException e) {
            buffer.discard();
            throw AwsError.serviceUnavailable("Too many answers are waiting for their receivers. Please try again.")
                    .asException();
        } catch (IOException | RuntimeException e) {
            buffer.discard();
            throw new IllegalStateException("the response of " + call.entry().name() + " cannot be written", e);
        }
    }
}
