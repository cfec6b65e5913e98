package io.millrace.server.kinesis;

import io.millrace.server.kinesis.shape.TagKey;
import io.millrace.server.kinesis.shape.TagValue;
import io.millrace.server.operation.AwsError;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What tags may be.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/tagging.html">Tagging your Amazon Kinesis Data Streams
 *     resources</a>
 */
public final class Tags {

    /** Of one resource. */
    public static final int MAX = 50;

    private static final String RESERVED_PREFIX = "aws:";
    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_./=+\\-%@:]*");

    private Tags() {}

    private static SortedMap<String, String> checked(Map<TagKey, TagValue> given) {
        SortedMap<String, String> tags = new TreeMap<>();
        given.forEach((key, value) -> tags.put(key.value(), value.value()));
        tags.forEach(Tags::check);
        return tags;
    }

    /**
     * The tags of a resource after more have been added; of a key that it has already, the newer value.
     *
     * @param kind of the resource, in a word
     */
    public static SortedMap<String, String> merged(
            Map<String, String> present, Map<TagKey, TagValue> more, String kind, Object name) {
        SortedMap<String, String> all = new TreeMap<>(present);
        all.putAll(checked(more));
        if (all.size() > MAX) {
            throw AwsError.invalidArgument("Failed to add tags to " + kind + " " + name + " because a given "
                            + kind + " cannot have more than " + MAX
                            + " tags associated with it.")
                    .asException();
        }
        return all;
    }

    public static SortedMap<String, String> without(Map<String, String> present, List<TagKey> keys) {
        SortedMap<String, String> rest = new TreeMap<>(present);
        keys.forEach(key -> {
            checkCharacters(key.value());
            rest.remove(key.value());
        });
        return rest;
    }

    private static void checkCharacters(String text) {
        if (!ALLOWED.matcher(text).matches()) {
            throw AwsError.invalidArgument("Some tags contain invalid characters. Valid characters: "
                            + "Unicode letters, digits, white space, _ . / = + - % @ :.")
                    .asException();
        }
    }

    private static void check(String key, String value) {
        checkCharacters(key);
        checkCharacters(value);
        if (key.toLowerCase(Locale.ROOT).startsWith(RESERVED_PREFIX)) {
            throw AwsError.invalidArgument(
                            "Tag key " + key + " is not allowed: the prefix aws: is reserved for the service.")
                    .asException();
        }
    }
}
