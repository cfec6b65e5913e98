package io.millrace.server.firehose.destination;

import java.util.List;
import java.util.Optional;

/** What is done to records before they are delivered. */
public record ProcessingConfiguration(Optional<Boolean> enabled, Optional<List<Processor>> processors) {}
