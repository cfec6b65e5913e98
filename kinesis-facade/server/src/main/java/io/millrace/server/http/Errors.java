package io.millrace.server.http;

import com.linecorp.armeria.common.ClosedSessionException;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.ShuttingDownException;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpResponseException;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.RequestCancellationException;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renders errors: the only place where one becomes bytes, and where the unexpected is logged. */
final class Errors implements ServerErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
    private static final AwsError UNEXPECTED =
            AwsError.internalFailure("The request processing has failed because of an unknown error.");
    private static final AwsError OVERLOADED =
            AwsError.serviceUnavailable("Too many requests are waiting. Please try again.");
    private static final AwsError TOO_SLOW =
            AwsError.serviceUnavailable("The request took too long. Please try again.");
    static final AwsError SHUTTING_DOWN = AwsError.serviceUnavailable("The server is shutting down. Please try again.");
    private static final AwsError SLOW_BODY =
            new AwsError("RequestTimeoutException", 408, "The request did not arrive in time.");

    private final RequestMetrics metrics;

    Errors(RequestMetrics metrics) {
        this.metrics = metrics;
    }

    /** What a client is told about a failure. Whatever is not meant for it is logged under the request's id and not told. */
    static AwsError told(Exchange exchange, Throwable failure) {
        Throwable cause = unwrap(failure);
        if (cause instanceof AwsException answer) {
            return answer.error();
        }
        if (cause instanceof RejectedExecutionException) {
            return OVERLOADED;
        }
        LOG.atError()
                .addKeyValue("requestId", exchange.requestId())
                .addKeyValue("operation", exchange.operation())
                .setCause(cause)
                .log("unexpected failure");
        return UNEXPECTED;
    }

    static HttpResponse answer(Exchange exchange, AwsError error) {
        Refusal refusal =
                exchange.format().map(format -> Refusal.of(error, format)).orElseGet(() -> Refusal.xml(error));
        return Answers.refusal(exchange, refusal);
    }

    /** Called when a request ends without an answer of the dispatcher's: it took too long, or the dispatcher itself failed. */
    @Override
    public @Nullable HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
        return Exchange.of(context)
                .filter(exchange -> !isOver(cause))
                .map(exchange -> {
                    AwsError error = interrupted(exchange, cause);
                    metrics.record(exchange, error.code());
                    return answer(exchange, error);
                })
                .orElse(null);
    }

    private static AwsError interrupted(Exchange exchange, Throwable cause) {
        if (cause instanceof RequestTimeoutException) {
            if (exchange.isBodyComplete()) {
                return TOO_SLOW;
            }
            exchange.closeConnection();
            return SLOW_BODY;
        }
        return cause instanceof ShuttingDownException ? SHUTTING_DOWN : told(exchange, cause);
    }

    /** Whether nobody waits for an answer, or one is in the exception. */
    private static boolean isOver(Throwable cause) {
        return cause instanceof HttpStatusException
                || cause instanceof HttpResponseException
                || Exceptions.isStreamCancelling(cause)
                || cause instanceof ClosedSessionException
                || (cause instanceof RequestCancellationException && !(cause instanceof RequestTimeoutException));
    }

    static Throwable unwrap(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
