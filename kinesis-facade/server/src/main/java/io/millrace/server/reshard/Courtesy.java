package io.millrace.server.reshard;

import java.time.Duration;

/** How long this node leaves a thing that any node could do to the others. */
@FunctionalInterface
public interface Courtesy {

    /** Zero if it is this node's turn. */
    Duration patience(String subject);
}
