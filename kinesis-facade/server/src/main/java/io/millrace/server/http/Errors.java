package io.millrace.server.http;

import io.millrace.server.concurrent.Failures;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client is told about what went wrong; the only place where the unexpected is logged. */
final class Errors {

    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
    private static final AwsError UNEXPECTED =
            AwsError.internalFailure("The request processing has failed because of an unknown error.");
    private static final AwsError OVERLOADED =
            AwsError.serviceUnavailable("Too many requests are waiting. Please try again.");

    static final AwsError TOO_MANY = AwsError.serviceUnavailable("Too many requests are in flight. Please try again.");
    static final AwsError TOO_MANY_ANSWERS =
            AwsError.serviceUnavailable("Too many answers are waiting for their receivers. Please try again.");
    static final AwsError TOO_SLOW = AwsError.serviceUnavailable("The request took too long. Please try again.");
    static final AwsError SHUTTING_DOWN = AwsError.serviceUnavailable("The server is shutting down. Please try again.");
    static final AwsError SLOW_BODY =
            new AwsError("RequestTimeoutException", 408, "The request did not arrive in time.");
    static final AwsError EMPTY_BODY = AwsError.serialization("");

    private Errors() {}

    /** Whatever is not meant for the client is logged under the request's id and not told. */
    static AwsError told(String requestId, String operation, Throwable failure) {
        Throwable cause = Failures.cause(failure);
        if (cause instanceof AwsException answer) {
            return answer.error();
        }
        if (cause instanceof RejectedExecutionException) {
            return OVERLOADED;
        }
        LOG.atError()
                .addKeyValue("requestId", requestId)
                .addKeyValue("operation", operation)
                .setCause(cause)
                .log("unexpected failure");
        return UNEXPECTED;
    }
}
