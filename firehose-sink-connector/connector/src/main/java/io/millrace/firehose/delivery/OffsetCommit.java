package io.millrace.firehose.delivery;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * At least once, for stores without conditional writes and for destinations of requests: files are shown when they are all there, and what Connect
 * commits is the only memory. What was shown before a crash and not committed is shown again.
 */
public final class OffsetCommit implements Commitment {

    private final ObjectStore store;
    private final String topic;
    private final int partition;
    private final String writer;
    private @Nullable Head shown;
    private List<Showing> showing = List.of();

    /** @param writer who we are, for people */
    public OffsetCommit(ObjectStore store, String topic, int partition, String writer) {
        this.store = store;
        this.topic = topic;
        this.partition = partition;
        this.writer = writer;
    }

    @Override
    public boolean isReady() {
        return showing.stream().allMatch(Showing::isDone);
    }

    @Override
    public OptionalLong next() {
        return shown == null ? OptionalLong.empty() : OptionalLong.of(shown.next());
    }

    @Override
    public void commit(DeliveryUnit unit) {
        Head head = new Head(topic, partition, writer, "", unit);
        shown = head;
        showing = unit.files().stream()
                .map(file -> new Showing(store, head, file, MissingObjects.ACCEPT))
                .toList();
    }

    @Override
    public Progress step() {
        try {
            showing().get(0).step();
            return new Progress.Moved();
        } catch (NoAnswerException e) {
            return new Progress.NoAnswer(e);
        }
    }

    @Override
    public List<Showing> showing() {
        return showing.stream().filter(file -> !file.isDone()).toList();
    }
}
