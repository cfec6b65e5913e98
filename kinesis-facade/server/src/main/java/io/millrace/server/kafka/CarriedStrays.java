package io.millrace.server.kafka;

import io.millrace.mapping.StreamName;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** What a reshard asks of those who carry strays on. */
@FunctionalInterface
public interface CarriedStrays {

    /**
     * The offsets below which everything has been carried on, of the partitions where anything was, once nobody is about to move
     * them.
     */
    CompletionStage<Map<Integer, Long>> positions(StreamName stream, String incarnation, Set<Integer> partitions);
}
