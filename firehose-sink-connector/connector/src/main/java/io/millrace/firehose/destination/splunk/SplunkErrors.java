package io.millrace.firehose.destination.splunk;

import io.millrace.firehose.record.ErrorType;
import io.millrace.firehose.record.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * The service's errors about Splunk.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-logs.html">Splunk delivery errors</a>
 */
final class SplunkErrors {

    private static final int NOT_FOUND = 404;

    private SplunkErrors() {}

    /** An exchange without an answer. */
    static Failure of(@Nullable Throwable error) {
        if (error instanceof TimeoutException || error instanceof HttpConnectTimeoutException) {
            return failure("ConnectionTimeout", "The connection to Splunk timed out.");
        }
        if (error instanceof ConnectException) {
            return failure("InvalidEndpoint", "Could not connect to the HEC endpoint.");
        }
        if (error instanceof SSLPeerUnverifiedException) {
            return failure("SSLUnverified", "The host does not match the certificate provided by the peer.");
        }
        if (error instanceof SSLException) {
            return failure("SSLHandshake", "Could not complete an SSL handshake with the HEC endpoint.");
        }
        if (error instanceof IOException) {
            return failure("ConnectionClosed", "Unable to send data to Splunk due to a connection failure.");
        }
        return new Failure(
                ErrorType.SPLUNK_FAILED,
                "InternalError",
                "An internal error occurred while attempting to deliver data.");
    }

    /** An answer that is no success. */
    static Failure of(HecAnswer answer, String token) {
        String shown = " Received " + answer.shown(token);
        return switch (answer.code()) {
            case 1 -> failure("DisabledToken", "The HEC token is disabled." + shown);
            case 2, 3, 4, 16 -> failure("InvalidToken", "The HEC token is invalid." + shown);
            case 5, 6, 12, 13, 15 -> failure("InvalidDataFormat", "The data is not formatted correctly." + shown);
            case 7 -> failure("InvalidIndex", "The HEC token or input is configured with an invalid index." + shown);
            // the guide does not have it; objects of users do
            case 9 -> failure("IndexerBusy", "The HEC node is busy." + shown);
            case 10, 11 ->
                failure(
                        "ProxyWithoutStickySessions",
                        "The HEC node does not know the channel: a proxy in front of it needs sticky sessions."
                                + shown);
            case HecAnswer.ACK_IS_DISABLED -> disabledAck();
            default ->
                answer.status() == NOT_FOUND
                        ? failure("InvalidEndpoint", "There is no HEC at the endpoint." + shown)
                        : failure("ServerError", "Data delivery to Splunk failed due to a server error." + shown);
        };
    }

    static Failure disabledAck() {
        return failure("DisabledAck", "Indexer acknowledgement is disabled for the HEC token.");
    }

    static Failure ackTimeout() {
        return failure(
                "AckTimeout",
                "Did not receive an acknowledgement from HEC before the HEC acknowledgement timeout expired. "
                        + "The data may have been indexed all the same.");
    }

    private static Failure failure(String code, String message) {
        return new Failure(ErrorType.SPLUNK_FAILED, "Splunk." + code, message);
    }
}
