package io.millrace.server.firehose.destination;

import java.util.Optional;

/** When what is buffered is delivered: whichever is first. Each destination has ranges of its own for it. */
public interface Buffering {

    Optional<Integer> sizeInMBs();

    Optional<Integer> intervalInSeconds();
}
