package io.millrace.firehose.destination.http;

import io.millrace.firehose.http.AnswerTooLongException;
import io.millrace.firehose.record.ErrorType;
import io.millrace.firehose.record.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The service's errors about HTTP endpoints.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-logs.html">HTTP endpoint delivery errors</a>
 */
final class HttpEndpointErrors {

    private HttpEndpointErrors() {}

    /** An exchange without an answer. */
    static Failure of(@Nullable Throwable error) {
        if (error instanceof TimeoutException) {
            return failure("HttpEndpoint.RequestTimeout", "The request timed out before a response was received.");
        }
        if (error instanceof AnswerTooLongException) {
            return failure("HttpEndpoint.ResponseTooLarge", "The response received from the endpoint is too large.");
        }
        if (error instanceof ConnectException || error instanceof HttpConnectTimeoutException) {
            return failure("HttpEndpoint.ConnectionFailed", "Unable to connect to the destination endpoint.");
        }
        if (error instanceof SSLException) {
            return failure(
                    "HttpEndpoint.SSLHandshakeFailure", "An SSL handshake with the endpoint could not be completed.");
        }
        if (error instanceof IOException) {
            return failure("HttpEndpoint.ConnectionReset", "Unable to maintain connection with the endpoint.");
        }
        return failure("InternalError", "An internal error occurred while attempting to deliver data.");
    }

    static Failure refused(int status, String body) {
        return failure(
                "HttpEndpoint.DestinationException",
                "The following response was received from the endpoint destination. " + status + ": " + body);
    }

    static Failure invalid(String why, String body) {
        return failure(
                "HttpEndpoint.InvalidResponseFromDestination",
                "The response received from the specified endpoint is invalid: " + why + ". Raw response received: 200 "
                        + body);
    }

    /** Ours: the service's records are small enough. */
    static Failure tooLarge() {
        return failure("HttpEndpoint.RequestTooLarge", "The record is too large for a request of 64 MiB.");
    }

    private static Failure failure(String code, String message) {
        return new Failure(ErrorType.HTTP_ENDPOINT_FAILED, code, message);
    }
}
