package io.millrace.firehose.step;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.firehose.record.DeliveryRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * CloudWatchLogProcessing with DataMessageExtraction: of what a subscription sends, only the messages of its log events stay, each a
 * record. A control message says that the subscription works, and is dropped.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/Message_extraction.html">Message extraction</a>
 */
public final class CloudWatchLogs implements Step {

    static final String CODE = "CloudWatchLogProcessing.Failed";

    private static final ObjectReader JSON = new JsonMapper().reader();

    @Override
    public void apply(DeliveryRecord in, Output out) {
        List<byte[]> messages = new ArrayList<>();
        try (JsonParser documents = JSON.createParser(in.data())) {
            while (documents.nextToken() != null) {
                if (!addMessages(JSON.readTree(documents), messages)) {
                    Parts.fail(in, CODE, "The record is not what a CloudWatch Logs subscription sends.", out);
                    return;
                }
            }
        } catch (IOException e) {
            Parts.fail(in, CODE, "The record is not JSON.", out);
            return;
        }
        Parts.emit(in, messages, out);
    }

    private static boolean addMessages(JsonNode document, List<byte[]> to) {
        String type = document.path("messageType").asText();
        if (type.equals("CONTROL_MESSAGE")) {
            return true;
        }
        JsonNode events = document.path("logEvents");
        if (!type.equals("DATA_MESSAGE") || !events.isArray()) {
            return false;
        }
        for (JsonNode event : events) {
            JsonNode message = event.path("message");
            if (!message.isTextual()) {
                return false;
            }
            to.add(message.textValue().getBytes(UTF_8));
        }
        return true;
    }
}
