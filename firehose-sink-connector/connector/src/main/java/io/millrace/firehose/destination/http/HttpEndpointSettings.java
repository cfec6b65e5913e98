package io.millrace.firehose.destination.http;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an endpoint is and what it is told.
 *
 * @param name for people
 * @param accessKey of 1 to 4096 characters that a header can carry
 * @param commonAttributes at most 50, of names of 1 to 256 characters and values of up to 1024
 * @param sourceArn the delivery stream's
 * @param retryDuration from the first failure of a batch, 0 to 7200 seconds
 * @param requestsAtOnce of a task; others wait for their turn
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_HttpEndpointDestinationConfiguration.html">The service's</a>
 */
public record HttpEndpointSettings(
        URI url,
        String name,
        Optional<String> accessKey,
        Map<String, String> commonAttributes,
        ContentEncoding contentEncoding,
        String sourceArn,
        Duration retryDuration,
        int requestsAtOnce) {

    private static final int LONGEST_KEY = 4096;
    private static final int MOST_ATTRIBUTES = 50;
    private static final int LONGEST_ATTRIBUTE_NAME = 256;
    private static final int LONGEST_ATTRIBUTE_VALUE = 1024;
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(7200);

    public HttpEndpointSettings {
        if (url.getHost() == null || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
            throw new IllegalArgumentException(
                    "http.url: write an absolute URL, such as https://collector.example.com/firehose");
        }
        accessKey.ifPresent(HttpEndpointSettings::checkKey);
        commonAttributes = Collections.unmodifiableMap(new LinkedHashMap<>(commonAttributes));
        checkAttributes(commonAttributes);
        if (retryDuration.isNegative() || retryDuration.compareTo(LONGEST_RETRY) > 0) {
            throw new IllegalArgumentException(
                    "retry.duration.seconds: write 0 to 7200, not " + retryDuration.toSeconds());
        }
        if (requestsAtOnce < 1) {
            throw new IllegalArgumentException("at least one request at a time, not " + requestsAtOnce);
        }
    }

    /** Here, since an HTTP client that finds a key it cannot send may tell it in its error. */
    private static void checkKey(String key) {
        boolean printable = key.chars().allMatch(c -> c >= ' ' && c < 0x7F);
        if (key.isBlank() || key.length() > LONGEST_KEY || !printable) {
            throw new IllegalArgumentException(
                    "http.access.key: write 1 to 4096 printable ASCII characters, as a header can carry them");
        }
    }

    private static void checkAttributes(Map<String, String> attributes) {
        if (attributes.size() > MOST_ATTRIBUTES) {
            throw new IllegalArgumentException(
                    "http.common.attributes: write at most 50 attributes, not " + attributes.size());
        }
        attributes.forEach((name, value) -> {
            if (name.isEmpty() || name.length() > LONGEST_ATTRIBUTE_NAME || value.length() > LONGEST_ATTRIBUTE_VALUE) {
                throw new IllegalArgumentException(
                        "http.common.attributes: write names of 1 to 256 characters and values of up to 1024");
            }
        });
    }

    @Override
    public String toString() {
        return "HttpEndpointSettings[" + url + ", " + name + "]";
    }
}
