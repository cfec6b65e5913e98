package io.millrace.firehose.http;

import java.net.CookieHandler;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests and their answers, bounded in everything: how many are under way, how long one takes from its first byte to the last of its
 * answer, and how long an answer may be. No redirect is followed. Used by several threads, of which none waits.
 */
public final class HttpExchanges implements AutoCloseable {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private final HttpClient client;
    private final Duration timeLimit;
    private final int mostBytes;
    private final int atOnce;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final Set<CompletableFuture<?>> underWay = new HashSet<>();
    private int running;
    private boolean closed;

    /**
     * @param timeLimit for each exchange; waiting for others does not count
     * @param mostBytes of an answer's body
     * @param atOnce exchanges under way; more wait for their turn
     */
    public HttpExchanges(Duration timeLimit, int mostBytes, int atOnce) {
        this(timeLimit, mostBytes, atOnce, Optional.empty());
    }

    /** @param cookies of servers that want to be asked again where they were asked first */
    public HttpExchanges(Duration timeLimit, int mostBytes, int atOnce, Optional<CookieHandler> cookies) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_LIMIT)
                .followRedirects(HttpClient.Redirect.NEVER);
        cookies.ifPresent(builder::cookieHandler);
        this.client = builder.build();
        this.timeLimit = timeLimit;
        this.mostBytes = mostBytes;
        this.atOnce = atOnce;
    }

    /**
     * Sends the request when it is its turn, and makes it only then.
     *
     * <p>What it returns fails with the cause itself: a {@link java.util.concurrent.TimeoutException}, an
     * {@link AnswerTooLongException}, an {@link java.io.IOException} of the network, or a {@link CancellationException} when this is
     * closed.
     */
    public CompletableFuture<HttpResponse<byte[]>> send(Supplier<HttpRequest> request) {
        var answer = new CompletableFuture<HttpResponse<byte[]>>();
        synchronized (this) {
            if (closed) {
                answer.completeExceptionally(closedNow());
                return answer;
            }
            waiting.add(new Waiting(request, answer));
        }
        startNext();
        return answer;
    }

    /** Ends what is under way, and what waits. */
    @Override
    public void close() {
        List<CompletableFuture<?>> ended;
        List<Waiting> neverSent;
        synchronized (this) {
            closed = true;
            ended = List.copyOf(underWay);
            neverSent = List.copyOf(waiting);
            waiting.clear();
        }
        ended.forEach(exchange -> exchange.cancel(true));
        neverSent.forEach(one -> one.answer().completeExceptionally(closedNow()));
    }

    private void startNext() {
        boolean started = false;
        while (!started) {
            Waiting next;
            synchronized (this) {
                if (closed || running >= atOnce || waiting.isEmpty()) {
                    return;
                }
                next = waiting.remove();
                running++;
            }
            started = start(next);
        }
    }

    private boolean start(Waiting next) {
        CompletableFuture<HttpResponse<byte[]>> exchange;
        try {
            exchange = client.sendAsync(next.request().get(), head -> new BoundedBody(mostBytes));
        } catch (RuntimeException | Error e) {
            // an error, too: a body that memory does not suffice for
            free(null);
            next.answer().completeExceptionally(e);
            return false;
        }
        if (!keep(exchange)) {
            exchange.cancel(true);
        }
        // the client's own time limit ends with the headers; a copy times out here, and the exchange is cancelled with
        // it. Not on the thread of all time limits: what follows may write the next request
        exchange.copy().orTimeout(timeLimit.toMillis(), TimeUnit.MILLISECONDS).whenCompleteAsync((response, error) -> {
            exchange.cancel(true);
            free(exchange);
            startNext();
            if (error == null) {
                next.answer().complete(response);
            } else {
                next.answer().completeExceptionally(cause(error));
            }
        });
        return true;
    }

    private synchronized boolean keep(CompletableFuture<?> exchange) {
        underWay.add(exchange);
        return !closed;
    }

    private synchronized void free(@Nullable CompletableFuture<?> exchange) {
        running--;
        underWay.remove(exchange);
    }

    private static CancellationException closedNow() {
        return new CancellationException("closed");
    }

    private static Throwable cause(Throwable error) {
        Throwable cause = error;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
            if (inner instanceof AnswerTooLongException) {
                return inner;
            }
        }
        return cause;
    }

    private record Waiting(Supplier<HttpRequest> request, CompletableFuture<HttpResponse<byte[]>> answer) {}
}
