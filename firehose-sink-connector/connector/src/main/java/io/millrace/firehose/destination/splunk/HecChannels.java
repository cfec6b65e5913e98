package io.millrace.firehose.destination.splunk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/**
 * Channels, each used by one batch at a time.
 *
 * <p>A collector counts acknowledgements for each channel from 0, and begins again when it is restarted. Were a channel shared, an
 * answer about a batch that came after the restart could be taken for one that was lost in it. A channel that may have something unanswered
 * is not given back, and never used again.
 */
final class HecChannels {

    private final Deque<UUID> free = new ArrayDeque<>();

    synchronized UUID take() {
        return free.isEmpty() ? UUID.randomUUID() : free.pop();
    }

    synchronized void giveBack(UUID channel) {
        free.push(channel);
    }
}
