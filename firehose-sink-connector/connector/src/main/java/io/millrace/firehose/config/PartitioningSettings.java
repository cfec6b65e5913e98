package io.millrace.firehose.config;

import io.millrace.firehose.keys.MetadataExtraction;
import java.util.Optional;

/**
 * Dynamic partitioning.
 *
 * @param dynamic whether objects differ by records' keys
 * @param keys finds them with jq; empty if there are none, or the transform gives them
 * @param maxActive beyond so many at a time, records of new partitions go to the error output
 */
public record PartitioningSettings(boolean dynamic, Optional<MetadataExtraction> keys, int maxActive) {}
