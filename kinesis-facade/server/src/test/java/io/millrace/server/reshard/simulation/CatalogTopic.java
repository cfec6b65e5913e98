package io.millrace.server.reshard.simulation;

import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.CatalogReplay;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.StreamImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * The catalog at its broker: transactions of one transactional id, fenced by epochs, and visible to readers at read_committed only some time
 * after they were committed.
 */
final class CatalogTopic {

    private final World world;
    private final boolean fences;
    private final CatalogReplay replay = new CatalogReplay();
    private final List<CatalogTail> tails = new ArrayList<>();
    private final List<String> flaws = new ArrayList<>();
    private final Map<ShardId, Shard> closed = new HashMap<>();
    private CatalogImage committed = CatalogImage.EMPTY;
    private CatalogImage visible = CatalogImage.EMPTY;
    private Runnable commitListener = () -> {};
    private long lastVisibleAt;
    private long epoch;
    private int closings;

    /** A node that follows the catalog. */
    @FunctionalInterface
    interface CatalogTail {
        void visible(CatalogImage image);
    }

    CatalogTopic(World world, boolean fences) {
        this.world = world;
        this.fences = fences;
    }

    /** Fences all who took the catalog before. Completes when what they have committed can be read. */
    CompletionStage<Long> take() {
        long taken = ++epoch;
        CompletableFuture<Long> done = new CompletableFuture<>();
        world.at(lastVisibleAt, () -> done.complete(taken));
        return done;
    }

    /** Completes with the offset behind the last change; readers may not see it yet. */
    CompletionStage<Long> commit(long asEpoch, String who, List<Change> changes) {
        if (fences && asEpoch != epoch) {
            return CompletableFuture.failedStage(new ProducerFencedException("another took the catalog"));
        }
        return CompletableFuture.completedStage(append(who, changes));
    }

    long append(String who, List<Change> changes) {
        changes.forEach(replay::apply);
        long end = committed.offset() + changes.size();
        // behind the changes stands the marker of the transaction
        CatalogImage image = replay.imageAt(end + 1);
        committed = image;
        world.trace(() -> who + " commits " + describe(image));
        check(who, image);
        commitListener.run();
        lastVisibleAt = Math.max(lastVisibleAt, world.now() + markerDelay());
        world.at(lastVisibleAt, () -> {
            visible = image;
            tails.forEach(tail -> tail.visible(image));
        });
        return end;
    }

    private long markerDelay() {
        return world.chance(world.weather().slow()) ? world.anyUpTo(3_000) : world.nanos(0, 4);
    }

    /** What is closed stays closed, where it is closed: two resharders never both commit. */
    private void check(String who, CatalogImage image) {
        StreamImage stream = image.stream(Kafka.STREAM).orElseThrow();
        closed.forEach((id, shard) -> {
            if (!shard.equals(stream.allShards().get(id))) {
                flaws.add(who + " changed the closed shard " + shard + " to "
                        + stream.allShards().get(id));
            }
        });
        stream.allShards().forEach((id, shard) -> {
            if (shard.state() == Shard.State.CLOSED && closed.putIfAbsent(id, shard) == null) {
                closings++;
            }
        });
    }

    private static String describe(CatalogImage image) {
        StreamImage stream = image.stream(Kafka.STREAM).orElseThrow();
        StringBuilder text =
                new StringBuilder(image.offset() + " " + stream.fact().status());
        stream.allShards()
                .values()
                .forEach(shard -> text.append(" ")
                        .append(shard.id().number())
                        .append(shard.state() == Shard.State.OPEN ? "" : "=" + shard.state())
                        .append(shard.firstOffset() > 0 ? "@" + shard.firstOffset() : "")
                        .append(shard.closed().map(end -> "@" + end.endOffset()).orElse("")));
        return text.toString();
    }

    void onCommit(Runnable listener) {
        commitListener = listener;
    }

    void follow(CatalogTail tail) {
        tails.add(tail);
    }

    void forget(CatalogTail tail) {
        tails.remove(tail);
    }

    /** As readers see it. */
    CatalogImage visible() {
        return visible;
    }

    StreamImage stream() {
        return committed.stream(Kafka.STREAM).orElseThrow();
    }

    int closings() {
        return closings;
    }

    List<String> flaws() {
        return flaws;
    }
}
