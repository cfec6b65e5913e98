package io.millrace.server.firehose.destination;

import io.millrace.server.wire.Length;
import io.millrace.server.wire.Matches;
import java.util.Optional;

/** Where tables are. */
public record CatalogConfiguration(
        @Length(min = 1, max = 512) @Matches("arn:.*:glue:.*:\\d{12}:catalog(?:(/[a-z0-9_-]+){1,2})?")
        Optional<String> catalogARN,

        @Length(min = 1, max = 2048) @Matches("s3:\\/\\/.*") Optional<String> warehouseLocation) {}
