package io.millrace.firehose.destination.splunk;

import java.net.URI;
import java.time.Duration;

/**
 * Which collector, and how patient we are.
 *
 * @param endpoint scheme, host and port, and what stands before {@code /services/collector}
 * @param token of the collector
 * @param ackTimeout 180 to 600 seconds, from each time that records were sent
 * @param retryDuration from the first failure of a batch, 0 to 7200 seconds
 * @param requestsAtOnce of a task, and as many questions for acknowledgements; others wait for their turn
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_SplunkDestinationConfiguration.html">The service's</a>
 */
public record SplunkSettings(
        URI endpoint,
        HecEndpointType type,
        String token,
        Duration ackTimeout,
        Duration retryDuration,
        int requestsAtOnce) {

    private static final Duration SHORTEST_ACK = Duration.ofSeconds(180);
    private static final Duration LONGEST_ACK = Duration.ofSeconds(600);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(7200);
    private static final int LONGEST_TOKEN = 2048;

    public SplunkSettings {
        if (endpoint.getHost() == null
                || endpoint.getQuery() != null
                || !("https".equals(endpoint.getScheme()) || "http".equals(endpoint.getScheme()))) {
            throw new IllegalArgumentException(
                    "splunk.endpoint: write the collector's address, such as https://splunk.example.com:8088");
        }
        // here, since an HTTP client that finds a token it cannot send may tell it in its error
        if (token.isBlank() || token.length() > LONGEST_TOKEN || !token.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IllegalArgumentException(
                    "splunk.token: write the token of the collector, such as 00000000-0000-0000-0000-000000000000");
        }
        if (ackTimeout.compareTo(SHORTEST_ACK) < 0 || ackTimeout.compareTo(LONGEST_ACK) > 0) {
            throw new IllegalArgumentException(
                    "splunk.ack.timeout.seconds: write 180 to 600, not " + ackTimeout.toSeconds());
        }
        if (retryDuration.isNegative() || retryDuration.compareTo(LONGEST_RETRY) > 0) {
            throw new IllegalArgumentException(
                    "retry.duration.seconds: write 0 to 7200, not " + retryDuration.toSeconds());
        }
        if (requestsAtOnce < 1) {
            throw new IllegalArgumentException("at least one request at a time, not " + requestsAtOnce);
        }
    }

    @Override
    public String toString() {
        return "SplunkSettings[" + endpoint + ", " + type + "]";
    }
}
