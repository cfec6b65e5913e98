package io.millrace.server.firehose.destination;

import io.millrace.server.wire.Range;
import java.util.Optional;

/** Of objects in S3. */
public record S3BufferingHints(
        @Range(min = 1, max = 128) Optional<Integer> sizeInMBs,
        @Range(min = 0, max = 900) Optional<Integer> intervalInSeconds)
        implements Buffering {}
