package io.millrace.server.kinesis.records;

import io.millrace.mapping.HashKey;
import io.millrace.server.kinesis.shape.HashKeyText;
import io.millrace.server.operation.AwsError;
import java.util.Optional;

/** Which hash key a record goes by. */
final class HashKeys {

    private HashKeys() {}

    static HashKey of(Optional<HashKeyText> explicit, byte[] partitionKey) {
        return explicit.map(HashKeys::parse).orElseGet(() -> HashKey.ofPartitionKey(partitionKey));
    }

    private static HashKey parse(HashKeyText text) {
        return HashKey.parse(text.value())
                .orElseThrow(() -> AwsError.invalidArgument(
                                "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. "
                                        + "Specified value was " + text)
                        .asException());
    }
}
