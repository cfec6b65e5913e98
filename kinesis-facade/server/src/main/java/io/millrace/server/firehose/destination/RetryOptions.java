package io.millrace.server.firehose.destination;

import io.millrace.server.wire.Range;
import java.util.Optional;

/** For how long a delivery that fails is tried again. */
public record RetryOptions(@Range(min = 0, max = 7200) Optional<Integer> durationInSeconds) {}
