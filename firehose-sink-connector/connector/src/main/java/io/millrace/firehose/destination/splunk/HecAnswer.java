package io.millrace.firehose.destination.splunk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a collector answered, or something in front of it: {@code {"text":"Success","code":0,"ackId":7}}.
 *
 * @see <a href="https://docs.splunk.com/Documentation/Splunk/latest/Data/TroubleshootHTTPEventCollector">Error codes</a>
 */
final class HecAnswer {

    static final int MOST_BYTES = 1 << 20;

    static final int SUCCESS = 0;
    static final int ACK_IS_DISABLED = 14;

    private static final int OK = 200;
    private static final int TOO_LARGE = 413;
    private static final int NOT_OF_A_COLLECTOR = -1;
    /** No data, invalid data format, incorrect index, event field required or blank, error in indexed fields. */
    private static final Set<Integer> ABOUT_DATA = Set.of(5, 6, 7, 12, 13, 15);
    /** Of an answer in an error's message, which every record of the batch repeats. */
    private static final int MOST_SHOWN = 1024;

    private static final JsonMapper JSON = new JsonMapper();

    private final int status;
    private final byte[] bytes;
    private final JsonNode body;

    HecAnswer(HttpResponse<byte[]> response) {
        status = response.statusCode();
        bytes = response.body();
        body = read(bytes);
    }

    private static JsonNode read(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    int status() {
        return status;
    }

    int code() {
        return body.path("code").asInt(NOT_OF_A_COLLECTOR);
    }

    boolean isOfACollector() {
        return code() != NOT_OF_A_COLLECTOR;
    }

    boolean isSuccess() {
        return status == OK && code() == SUCCESS;
    }

    /** Whether it is the records' fault. */
    boolean isAboutData() {
        return status != OK && ABOUT_DATA.contains(code());
    }

    /** Longer than the collector takes; fewer records may do. */
    boolean isTooLarge() {
        return status == TOO_LARGE;
    }

    OptionalLong ackId() {
        JsonNode id = body.path("ackId");
        return id.isIntegralNumber() ? OptionalLong.of(id.longValue()) : OptionalLong.empty();
    }

    /** Which of the events that were sent is the first bad one, from 0. */
    OptionalInt invalidEvent() {
        JsonNode number = body.path("invalid-event-number");
        return number.isInt() ? OptionalInt.of(number.intValue()) : OptionalInt.empty();
    }

    boolean acknowledges(long ackId) {
        return status == OK && body.path("acks").path(Long.toString(ackId)).asBoolean();
    }

    /** Whatever stands in front may send back what it got: the token must not come among the errors. */
    String shown(String token) {
        String safe = new String(bytes, UTF_8).replace(token, "***");
        return status + ": " + (safe.length() <= MOST_SHOWN ? safe : safe.substring(0, MOST_SHOWN) + "...");
    }
}
