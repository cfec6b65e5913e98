package io.millrace.mapping.kafka;

import io.millrace.mapping.HashKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The hash key of a Kafka record: the one that a header names, or else the MD5 of its key. */
public final class RecordHashKey {

    /** The header that says that a record belongs to the shard of this hash key (decimal) and not of its key. */
    public static final String EXPLICIT_HASH_KEY = "millrace-explicit-hash-key";

    private static final byte[] NO_KEY = new byte[0];

    private RecordHashKey() {}

    /** @param key the partition key's UTF-8 bytes; none counts as an empty one, as it does for readers */
    public static HashKey of(byte @Nullable [] key, Headers headers) {
        return explicit(headers).orElseGet(() -> HashKey.ofPartitionKey(key == null ? NO_KEY : key));
    }

    /** Empty if there is no such header, or it holds no hash key. */
    public static Optional<HashKey> explicit(Headers headers) {
        Header header = headers.lastHeader(EXPLICIT_HASH_KEY);
        return header == null || header.value() == null
                ? Optional.empty()
                : HashKey.parse(new String(header.value(), StandardCharsets.ISO_8859_1));
    }
}
