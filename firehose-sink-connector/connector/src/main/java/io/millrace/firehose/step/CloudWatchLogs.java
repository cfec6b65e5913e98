package io.millrace.firehose.step;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
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

    /** What the messages of a record may take in memory: a document that is mostly empty events has a record for each few bytes of it. */
    static final int MOST_BYTES = 64 << 20;

    /** Of a message beside its bytes, about. */
    private static final int RECORD = 128;

    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public void apply(DeliveryRecord in, Output out) {
        var messages = new Messages();
        try (JsonParser documents = JSON.createParser(in.data())) {
            while (documents.nextToken() != null) {
                if (!addMessages(documents, messages)) {
                    Parts.fail(in, CODE, "The record is not what a CloudWatch Logs subscription sends.", out);
                    return;
                }
            }
        } catch (IOException e) {
            Parts.fail(in, CODE, "The record is not JSON.", out);
            return;
        }
        if (messages.areTooMany()) {
            Parts.fail(in, CODE, "Its log events take more than " + MOST_BYTES + " bytes.", out);
        } else {
            Parts.emit(in, messages.all, out);
        }
    }

    private static boolean addMessages(JsonParser document, Messages to) throws IOException {
        boolean known = document.currentToken() == JsonToken.START_OBJECT;
        boolean complete = false;
        String type = "";
        int before = to.all.size();
        while (known && document.nextToken() != JsonToken.END_OBJECT) {
            String name = document.currentName();
            JsonToken value = document.nextToken();
            if (name.equals("messageType") && value == JsonToken.VALUE_STRING) {
                type = document.getText();
            } else if (name.equals("logEvents") && value == JsonToken.START_ARRAY) {
                complete = addEvents(document, to);
            } else {
                document.skipChildren();
            }
        }
        if (type.equals("CONTROL_MESSAGE")) {
            to.forgetAfter(before);
            return true;
        }
        return complete && type.equals("DATA_MESSAGE");
    }

    /** Tells whether each event has a message. */
    private static boolean addEvents(JsonParser events, Messages to) throws IOException {
        boolean complete = true;
        while (events.nextToken() != JsonToken.END_ARRAY) {
            complete &= events.currentToken() == JsonToken.START_OBJECT && addMessage(events, to);
            events.skipChildren();
        }
        return complete;
    }

    private static boolean addMessage(JsonParser event, Messages to) throws IOException {
        boolean found = false;
        while (event.nextToken() != JsonToken.END_OBJECT) {
            boolean here = event.currentName().equals("message");
            JsonToken value = event.nextToken();
            if (here && value == JsonToken.VALUE_STRING) {
                to.add(event.getText());
                found = true;
            }
            event.skipChildren();
        }
        return found;
    }

    /** Those of a record; none any more when they are too many. */
    private static final class Messages {

        private final List<byte[]> all = new ArrayList<>();
        private long bytes;

        void add(String message) {
            byte[] text = message.getBytes(UTF_8);
            bytes += text.length + RECORD;
            if (!areTooMany()) {
                all.add(text);
            }
        }

        void forgetAfter(int count) {
            all.subList(count, all.size()).clear();
        }

        boolean areTooMany() {
            return bytes > MOST_BYTES;
        }
    }
}
