package io.millrace.dynamodb.scan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Where an incremental snapshot is. Immutable.
 *
 * @param id of the signal that asked for it
 * @param next of a signal that asked for one more, which begins at the end of this one
 */
public record IncrementalProgress(String id, boolean paused, Optional<String> next, ScanProgress scan) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public static IncrementalProgress begin(String id, int segments) {
        return new IncrementalProgress(id, false, Optional.empty(), ScanProgress.begin(segments));
    }

    public IncrementalProgress at(ScanProgress now) {
        return new IncrementalProgress(id, paused, next, now);
    }

    public IncrementalProgress paused(boolean now) {
        return new IncrementalProgress(id, now, next, scan);
    }

    public IncrementalProgress followedBy(String nextId) {
        return new IncrementalProgress(id, paused, Optional.of(nextId), scan);
    }

    public String toJson() {
        ObjectNode json = JSON.createObjectNode().put("id", id).put("paused", paused);
        next.ifPresent(more -> json.put("next", more));
        return json.put("scan", scan.toJson()).toString();
    }

    public static IncrementalProgress fromJson(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return new IncrementalProgress(
                    json.path("id").asText(),
                    json.path("paused").booleanValue(),
                    Optional.ofNullable(json.get("next")).map(JsonNode::asText),
                    ScanProgress.fromJson(json.path("scan").asText()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("where an incremental snapshot is cannot be read: " + text, e);
        }
    }
}
