package io.millrace.server.firehose.destination;

import java.util.Optional;

/** Whether records are delivered apart by keys. */
public record DynamicPartitioningConfiguration(Optional<RetryOptions> retryOptions, Optional<Boolean> enabled) {}
