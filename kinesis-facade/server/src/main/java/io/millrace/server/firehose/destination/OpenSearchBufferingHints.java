package io.millrace.server.firehose.destination;

import io.millrace.server.wire.Range;
import java.util.Optional;

/** Of bulk requests to OpenSearch. */
public record OpenSearchBufferingHints(
        @Range(min = 1, max = 100) Optional<Integer> sizeInMBs,
        @Range(min = 0, max = 900) Optional<Integer> intervalInSeconds)
        implements Buffering {}
