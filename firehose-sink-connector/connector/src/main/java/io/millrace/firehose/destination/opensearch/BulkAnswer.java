package io.millrace.firehose.destination.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.firehose.record.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What became of a bulk request. */
sealed interface BulkAnswer {

    JsonMapper JSON = new JsonMapper();

    /** There is a result for each document, in their order. */
    record Answered(List<Item> items) implements BulkAnswer {}

    /** Longer than the cluster takes; fewer documents may do. */
    record TooLarge(Failure failure) implements BulkAnswer {}

    /** It failed as a whole, as far as can be known. */
    record Failed(Failure failure) implements BulkAnswer {}

    /** We stop: nothing is to be done about it any more. */
    record Stopped() implements BulkAnswer {}

    /** The result for a document. */
    record Item(int status, String error) {

        boolean indexed() {
            return status >= 200 && status < 300;
        }

        /**
         * A cluster that has too much to do says 429, one that lacks a shard 503. 403 is an index that is blocked while its disk is full,
         * or a right that is missing: both can be mended while we wait. Mappers say 400, and would say it again.
         */
        boolean retriable() {
            return status == 429 || status == 403 || status >= 500;
        }

        Failure failure() {
            return OpenSearchErrors.answered(status, error);
        }
    }

    /** @param documents that were in the request */
    static BulkAnswer of(int status, byte[] body, int documents) {
        if (status == 413) {
            return new TooLarge(OpenSearchErrors.answered(status, text(body)));
        }
        if (status < 200 || status >= 300) {
            return new Failed(OpenSearchErrors.answered(status, text(body)));
        }
        try {
            List<Item> items = new ArrayList<>(documents);
            for (JsonNode item : JSON.readTree(body).path("items")) {
                JsonNode result = item.path("index");
                int itemStatus = result.path("status").asInt();
                if (itemStatus < 200 || itemStatus > 599) {
                    return new Failed(OpenSearchErrors.notAnswered("an item has no status"));
                }
                items.add(new Item(itemStatus, result.path("error").toString()));
            }
            return items.size() == documents
                    ? new Answered(items)
                    : new Failed(OpenSearchErrors.notAnswered(
                            "it has " + items.size() + " items for " + documents + " documents"));
        } catch (IOException e) {
            return new Failed(OpenSearchErrors.notAnswered("it is not JSON"));
        }
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
