package io.millrace.mapping.catalog;

import io.millrace.mapping.StreamName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last reshards of a stream, the oldest first. A fact is one Kafka record: it holds {@value #MOST_STEPS} steps at most, and
 * fewer where those name many shards.
 */
public record HistoryFact(StreamName stream, String incarnation, List<ReshardStep> steps) implements Fact {

    static final int MOST_STEPS = 100;

    /** Of all steps together, about 50 KiB. */
    static final int MOST_SHARDS = 2000;

    public HistoryFact {
        steps = List.copyOf(steps);
    }

    static HistoryFact empty(StreamFact stream) {
        return new HistoryFact(stream.name(), stream.incarnation(), List.of());
    }

    @Override
    public FactKey key() {
        return FactKey.ofHistory(stream);
    }

    public Optional<ReshardStep> last() {
        return steps.isEmpty() ? Optional.empty() : Optional.of(steps.get(steps.size() - 1));
    }

    /** The newest step is kept whatever it names. */
    HistoryFact plus(ReshardStep step) {
        List<ReshardStep> kept = new ArrayList<>(steps);
        kept.add(step);
        int named = kept.stream().mapToInt(each -> each.shards().size()).sum();
        while (kept.size() > 1 && (kept.size() > MOST_STEPS || named > MOST_SHARDS)) {
            named -= kept.remove(0).shards().size();
        }
        return new HistoryFact(stream, incarnation, kept);
    }

    /** With the newest step given up. */
    HistoryFact lastUndone() {
        List<ReshardStep> all = new ArrayList<>(steps);
        all.add(all.remove(all.size() - 1).undone());
        return new HistoryFact(stream, incarnation, all);
    }
}
