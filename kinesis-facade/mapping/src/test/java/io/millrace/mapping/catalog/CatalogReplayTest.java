package io.millrace.mapping.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CatalogReplayTest {

    private final CatalogReplay replay = new CatalogReplay();

    @Test
    void anImageHoldsWhatWasPut() {
        put(FactSamples.orders(), FactSamples.consumer("reader"), TokenKeyFact.of(new byte[] {1}));
        FactSamples.shards(2).forEach(shard -> put(FactSamples.shard(shard)));

        CatalogImage image = replay.imageAt(5);

        StreamImage orders = image.stream(FactSamples.ORDERS).orElseThrow();
        assertThat(image.offset()).isEqualTo(5);
        assertThat(orders.fact()).isEqualTo(FactSamples.orders());
        assertThat(orders.allShards().values()).containsExactlyElementsOf(FactSamples.shards(2));
        assertThat(orders.consumers()).containsOnlyKeys("reader");
        assertThat(orders.router()).isPresent();
        assertThat(image.tokenKey()).isPresent();
        assertThat(image.account()).isEqualTo(AccountFact.INITIAL);
    }

    @Test
    void anImageMadeOfTheFactsOfAnotherIsTheSame() {
        Shard parent = FactSamples.shards(1).get(0);
        put(FactSamples.orders(), FactSamples.consumer("b"), FactSamples.consumer("a"), FactSamples.history());
        put(FactSamples.shard(parent.closed(9, FactSamples.NOW)));
        put(FactSamples.shard(Shard.childOf(parent, new ShardId(1), 1, parent.range(), FactSamples.NOW)
                .opened(0, FactSamples.NOW)));
        put(FactSamples.stream(new StreamName("clicks"), "other"), AccountFact.INITIAL.withLastDeletedSecond(5));
        CatalogImage image = replay.imageAt(9);

        CatalogReplay again = new CatalogReplay();
        FactCodec codec = new FactCodec();
        factsOf(image).forEach(fact -> again.apply(new Change.Put(codec.decode(fact.key(), codec.encode(fact)))));

        assertThat(factsOf(again.imageAt(9))).isEqualTo(factsOf(image));
    }

    @Test
    void theNewestFactOfAKeyHolds() {
        put(FactSamples.orders());
        put(FactSamples.orders().withStatus(StreamStatus.DELETING));

        assertThat(orders().fact().status()).isEqualTo(StreamStatus.DELETING);
    }

    @Test
    void earlierImagesStayAsTheyWere() {
        put(FactSamples.orders());
        CatalogImage before = replay.imageAt(1);
        put(
                FactSamples.orders().withStatus(StreamStatus.DELETING),
                FactSamples.shard(FactSamples.shards(1).get(0)));
        replay.imageAt(3);

        StreamImage orders = before.stream(FactSamples.ORDERS).orElseThrow();
        assertThat(orders.fact().status()).isEqualTo(StreamStatus.ACTIVE);
        assertThat(orders.allShards()).isEmpty();
    }

    @Test
    void streamsThatDidNotChangeAreTheSameObjects() {
        put(FactSamples.orders(), FactSamples.stream(new StreamName("clicks"), "other"));
        CatalogImage before = replay.imageAt(2);
        put(FactSamples.orders().withMaxRecordSizeInKiB(2048));
        CatalogImage after = replay.imageAt(3);

        assertThat(after.stream(new StreamName("clicks")).orElseThrow())
                .isSameAs(before.stream(new StreamName("clicks")).orElseThrow());
        assertThat(replay.imageAt(4).streams()).isSameAs(after.streams());
    }

    @Test
    void aDeletedStreamIsGone() {
        put(FactSamples.orders(), FactSamples.shard(FactSamples.shards(1).get(0)), FactSamples.consumer("reader"));
        replay.imageAt(3);
        remove(FactSamples.shard(FactSamples.shards(1).get(0)).key());
        remove(FactSamples.consumer("reader").key());
        remove(FactSamples.orders().key());

        assertThat(replay.imageAt(6).streams()).isEmpty();
    }

    @Test
    void aDeliveryStreamComesChangesAndGoes() {
        DeliveryStreamFact delivery =
                FactSamples.delivery(new DeliverySource.DirectPut("firehose-audit", 1, OptionalInt.empty()));
        put(delivery);
        CatalogImage before = replay.imageAt(1);
        put(delivery.active(1));
        CatalogImage after = replay.imageAt(2);
        put(FactSamples.orders());
        CatalogImage unchanged = replay.imageAt(3);
        remove(delivery.key());

        assertThat(before.deliveryStream(delivery.name())).contains(delivery);
        assertThat(after.deliveryStream(delivery.name())).contains(delivery.active(1));
        assertThat(after.namesTheSameAs(before)).isFalse();
        assertThat(unchanged.deliveryStreams()).isSameAs(after.deliveryStreams());
        assertThat(replay.imageAt(4).deliveryStreams()).isEmpty();
    }

    @Test
    void aStreamMadeAgainStartsAfresh() {
        put(
                FactSamples.orders(),
                FactSamples.shard(FactSamples.shards(1).get(0)),
                FactSamples.consumer("reader"),
                FactSamples.history());
        remove(FactSamples.shard(FactSamples.shards(1).get(0)).key());
        remove(FactSamples.consumer("reader").key());
        remove(FactSamples.history().key());
        remove(FactSamples.orders().key());
        put(FactSamples.stream(FactSamples.ORDERS, "another"));

        assertThat(orders().fact().incarnation()).isEqualTo("another");
        assertThat(orders().allShards()).isEmpty();
        assertThat(orders().consumers()).isEmpty();
        assertThat(orders().router()).isEmpty();
        assertThat(orders().history().steps()).isEmpty();
    }

    @Test
    void theHistoryOfAnOlderStreamOfTheNameIsNotThisOnes() {
        put(FactSamples.history(), FactSamples.stream(FactSamples.ORDERS, "another"));

        assertThat(orders().history().steps()).isEmpty();
        assertThat(orders().history().incarnation()).isEqualTo("another");
    }

    @Test
    void aReshardThatBeginsIsInTheHistoryAndOneThatIsGivenUpIsMarked() {
        put(FactSamples.orders());
        FactSamples.shards(2).forEach(shard -> put(FactSamples.shard(shard)));
        ReshardStep step = ReshardStep.called(FactSamples.NOW, FactSamples.manySplits(), 2);

        put(orders().beginning(FactSamples.manySplits(), step).toArray(Fact[]::new));

        assertThat(orders().fact().status()).isEqualTo(StreamStatus.UPDATING);
        assertThat(orders().fact().sharding().goal()).contains(FactSamples.manySplits());
        assertThat(orders().history().last()).contains(step);
        assertThat(step.openAfter()).isEqualTo(4);

        put(orders().givingUp().toArray(Fact[]::new));

        assertThat(orders().fact().isActive()).isTrue();
        assertThat(orders().fact().sharding().goal()).isEmpty();
        assertThat(orders().history().last()).contains(step.undone());
    }

    @Test
    void whatIsGoneAlreadyMayBeRemovedAgain() {
        remove(FactSamples.orders().key());
        remove(FactSamples.consumer("reader").key());
        remove(FactSamples.shard(FactSamples.shards(1).get(0)).key());

        assertThat(replay.imageAt(3).streams()).isEmpty();
    }

    @Test
    void aRemovalOfWhatNobodyRemovesIsRefused() {
        for (String key :
                List.of("account", "delivery/orders", "stream", "shard/orders/x", "shard/orders", "stream/a b")) {
            assertThatExceptionOfType(UnknownFactException.class).isThrownBy(() -> remove(new FactKey(key)));
        }
    }

    @Test
    void preparedShardsAreHiddenAndClosingOnesAreOpen() {
        Shard parent = FactSamples.shards(1).get(0).withState(Shard.State.CLOSING);
        Shard child = Shard.childOf(parent, new ShardId(1), 1, parent.range(), FactSamples.NOW);
        put(FactSamples.orders(), FactSamples.shard(parent), FactSamples.shard(child));

        StreamImage orders = orders();

        assertThat(orders.visibleShards()).containsExactly(parent);
        assertThat(orders.openShards()).containsExactly(parent);
        assertThat(orders.visibleShard(child.id())).isEmpty();
        assertThat(orders.childrenOf(parent.id())).isEmpty();
        assertThat(orders.allShards()).hasSize(2);
    }

    @Test
    void childrenOfAMergeAreThoseOfBothParents() {
        List<Shard> parents = FactSamples.shards(2);
        Shard child = Shard.childOf(parents.get(0), parents.get(1), new ShardId(2), 2, FactSamples.NOW)
                .opened(0, FactSamples.NOW);
        put(FactSamples.orders(), FactSamples.shard(child));
        parents.forEach(parent -> put(FactSamples.shard(parent.closed(10, FactSamples.NOW))));

        assertThat(orders().childrenOf(parents.get(0).id())).containsExactly(child);
        assertThat(orders().childrenOf(parents.get(1).id())).containsExactly(child);
        assertThat(orders().openShards()).containsExactly(child);
    }

    @Test
    void openShardsThatLeaveAHoleAreNoImage() {
        put(FactSamples.orders(), FactSamples.shard(FactSamples.shards(2).get(0)));

        assertThatIllegalStateException().isThrownBy(() -> replay.imageAt(2)).withMessageContaining("no shard covers");
    }

    private StreamImage orders() {
        return replay.imageAt(100).stream(FactSamples.ORDERS).orElseThrow();
    }

    private void put(Fact... facts) {
        Stream.of(facts).map(Change.Put::new).forEach(replay::apply);
    }

    private void remove(FactKey key) {
        replay.apply(new Change.Remove(key));
    }

    private static List<Fact> factsOf(CatalogImage image) {
        List<Fact> facts = new ArrayList<>();
        image.streams().values().forEach(stream -> {
            StreamFact fact = stream.fact();
            facts.add(fact);
            stream.allShards().values().forEach(s -> facts.add(new ShardFact(fact.name(), fact.incarnation(), s)));
            facts.addAll(stream.consumers().values());
            facts.add(stream.history());
        });
        facts.add(image.account());
        Optional<TokenKeyFact> key = image.tokenKey();
        key.ifPresent(facts::add);
        return facts;
    }
}
