package io.millrace.server.firehose.tags;

import io.millrace.server.firehose.shape.TagValue;
import io.millrace.server.operation.AwsError;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tags of one delivery stream. */
public final class Tags {

    private static final int MAX = 50;

    private Tags() {}

    /** The tags after more have been added; of a key that there is already, the newer value. */
    public static SortedMap<String, String> merged(Map<String, String> present, List<Tag> more) {
        SortedMap<String, String> all = new TreeMap<>(present);
        more.forEach(tag ->
                all.put(tag.key().value(), tag.value().map(TagValue::value).orElse("")));
        if (all.size() > MAX) {
            throw AwsError.limitExceeded("A delivery stream cannot have more than " + MAX + " tags.")
                    .asException();
        }
        return all;
    }
}
