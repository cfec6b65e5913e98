package io.millrace.server.firehose.destination;

import io.millrace.server.wire.Range;
import java.util.Optional;

/** Of requests to an HTTP endpoint. */
public record HttpEndpointBufferingHints(
        @Range(min = 1, max = 64) Optional<Integer> sizeInMBs,
        @Range(min = 0, max = 900) Optional<Integer> intervalInSeconds)
        implements Buffering {}
