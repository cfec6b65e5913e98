package io.millrace.mapping.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CatalogImageTest {

    private final CatalogReplay replay = new CatalogReplay();

    @Test
    void itHoldsWhatWasPutAndNothingElse() {
        List<Fact> facts = List.of(
                FactSamples.orders(), FactSamples.shard(FactSamples.shards(1).get(0)), FactSamples.consumer("billing"));
        List<Change.Put> puts = facts.stream().map(Change.Put::new).toList();
        CatalogImage empty = replay.imageAt(0);
        puts.forEach(replay::apply);
        CatalogImage full = replay.imageAt(3);

        assertThat(puts).noneMatch(empty::holds).allMatch(full::holds);
        assertThat(full.holds(new Change.Put(FactSamples.orders().withStatus(StreamStatus.DELETING))))
                .isFalse();
    }

    @Test
    void itHoldsARemovalOfWhatIsNotThere() {
        Change.Remove removal =
                new Change.Remove(FactSamples.consumer("billing").key());
        replay.apply(new Change.Put(FactSamples.orders()));
        replay.apply(new Change.Put(FactSamples.consumer("billing")));
        assertThat(replay.imageAt(2).holds(removal)).isFalse();

        replay.apply(removal);
        assertThat(replay.imageAt(3).holds(removal)).isTrue();
    }
}
