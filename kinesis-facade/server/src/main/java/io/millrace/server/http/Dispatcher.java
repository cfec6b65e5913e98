package io.millrace.server.http;

import io.millrace.server.auth.Authenticator;
import io.millrace.server.operation.AwsError;
import java.time.Clock;
import java.util.List;

/** Sends each request the way that its head asks for: to its operation, as a {@link Call}, or to a refusal. */
public final class Dispatcher implements Service {

    private final Router router;
    private final CallParts parts;

    public Dispatcher(
            List<Api> apis,
            Authenticator authenticator,
            BodyMemory memory,
            int maxRequestBytes,
            Workers workers,
            RequestMetrics metrics,
            Clock clock) {
        router = new Router(apis);
        parts = new CallParts(
                authenticator,
                memory,
                maxRequestBytes,
                workers,
                metrics,
                new EventStreams(memory),
                new InFlight(),
                clock);
        metrics.watch(memory, parts.eventStreams());
    }

    /** Event streams that are open, to be ended when the server stops. */
    EventStreams eventStreams() {
        return parts.eventStreams();
    }

    InFlight inFlight() {
        return parts.inFlight();
    }

    @Override
    public void serve(Exchange exchange) {
        if (Cors.isPreflight(exchange)) {
            Cors.preflight(exchange);
            return;
        }
        Route route = router.route(exchange.method(), exchange.header("content-type"), exchange.header("x-amz-target"));
        if (route instanceof Route.Refused refused) {
            parts.metrics()
                    .recordNoCall(exchange.startNanos(), refused.refusal().code());
            Answers.refusal(exchange, refused.refusal());
        } else if (parts.inFlight().enter()) {
            new Call(parts, exchange, (Route.Call) route).begin();
        } else {
            turnAway(exchange, (Route.Call) route);
        }
    }

    private void turnAway(Exchange exchange, Route.Call route) {
        AwsError error = Errors.SHUTTING_DOWN;
        parts.metrics().record(route, exchange.startNanos(), error.code());
        exchange.closeConnection();
        Answers.refusal(exchange, Refusal.of(error, route.format(), route.api().errors()));
    }
}
