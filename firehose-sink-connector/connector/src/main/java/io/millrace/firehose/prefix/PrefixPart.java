package io.millrace.firehose.prefix;

import java.time.format.DateTimeFormatter;

/** A piece of a template: text, or an expression {@code !{namespace:value}}. */
sealed interface PrefixPart {

    record Literal(String text) implements PrefixPart {}

    /** {@code !{timestamp:pattern}}: when the oldest record of the object arrived. */
    record Timestamp(DateTimeFormatter formatter) implements PrefixPart {}

    /** {@code !{firehose:random-string}} */
    record RandomString() implements PrefixPart {}

    /** {@code !{firehose:error-output-type}} */
    record ErrorOutputType() implements PrefixPart {}

    /** {@code !{partitionKeyFromQuery:key}}: found by jq. */
    record QueryKey(String key) implements PrefixPart {}

    /** {@code !{partitionKeyFromLambda:key}}: given by the transform. */
    record TransformKey(String key) implements PrefixPart {}
}
