package io.millrace.server.kinesis.tags;

import java.util.List;
import java.util.Map;

/** @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Tag.html">Tag</a> */
public record Tag(String key, String value) {

    static List<Tag> of(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(entry -> new Tag(entry.getKey(), entry.getValue()))
                .toList();
    }
}
