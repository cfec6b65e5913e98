package io.millrace.server.firehose.destination;

import io.millrace.server.wire.Range;
import java.util.Optional;

/** Of requests to Splunk. */
public record SplunkBufferingHints(
        @Range(min = 1, max = 5) Optional<Integer> sizeInMBs,
        @Range(min = 0, max = 60) Optional<Integer> intervalInSeconds)
        implements Buffering {}
