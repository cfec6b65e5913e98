package io.millrace.firehose.destination.splunk;

import io.millrace.firehose.record.DeliveryRecord;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;

/**
 * What a collector is asked.
 *
 * @see <a href="https://docs.splunk.com/Documentation/Splunk/latest/RESTREF/RESTinput">Its endpoints</a>
 */
final class HecRequests {

    private final HecEndpointType type;
    private final HttpRequest.Builder send;
    private final HttpRequest.Builder ask;

    HecRequests(SplunkSettings settings) {
        type = settings.type();
        send = request(settings, type.path()).header("Content-Type", type.contentType());
        ask = request(settings, "/services/collector/ack").header("Content-Type", "application/json");
    }

    private static HttpRequest.Builder request(SplunkSettings settings, String path) {
        String base = settings.endpoint().toString().replaceFirst("/+$", "");
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Splunk " + settings.token());
    }

    /** The records' bytes one after the other: delimiters are the delivery stream's business, as the service has it. */
    HttpRequest send(UUID channel, List<DeliveryRecord> records) {
        int size = records.stream().mapToInt(record -> record.data().length).reduce(0, Math::addExact);
        ByteBuffer body = ByteBuffer.allocate(size);
        records.forEach(record -> body.put(record.data()));
        return on(channel, send)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.array()))
                .build();
    }

    HttpRequest ask(UUID channel, long ackId) {
        return on(channel, ask)
                .POST(HttpRequest.BodyPublishers.ofString("{\"acks\":[" + ackId + "]}"))
                .build();
    }

    private static HttpRequest.Builder on(UUID channel, HttpRequest.Builder request) {
        return request.copy().header("X-Splunk-Request-Channel", channel.toString());
    }
}
