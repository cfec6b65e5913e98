package io.millrace.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.FactKey;
import io.millrace.mapping.catalog.Retention;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamMode;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kinesis.Streams;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ShardExpiryTest {

    private static final StreamFact ORDERS = Streams.active("orders");
    private static final Instant CLOSED = Streams.NOW;
    private static final Instant EXPIRES = CLOSED.plus(Duration.ofHours(24));

    @Test
    void aClosedShardIsForgottenWhenItsLastRecordIsPastRetention() {
        CatalogImage image = split(ORDERS);

        assertThat(expiry(image, EXPIRES).decide(image).changes()).isEmpty();
        assertThat(isDue(image, EXPIRES)).isFalse();

        Instant expired = EXPIRES.plusMillis(1);
        assertThat(expiry(image, expired).decide(image).changes())
                .containsExactly(new Change.Remove(FactKey.ofShard(ORDERS.name(), new ShardId(0))));
        assertThat(expiry(image, expired).decide(image).answer()).isEqualTo(1);
        assertThat(isDue(image, expired)).isTrue();
    }

    @Test
    void oneBehindWhoseEndSomethingIsLeftStays() {
        CatalogImage image = split(ORDERS);

        assertThat(new ShardExpiry(image.stream(ORDERS.name()).orElseThrow(), Set.of(), EXPIRES.plusMillis(1))
                        .decide(image)
                        .changes())
                .isEmpty();
    }

    @Test
    void whatWasSaidOfADeletedStreamDoesNotCountForTheNextOfItsName() {
        CatalogImage image = split(ORDERS);
        CatalogImage other =
                split(StreamFact.creating(ORDERS.name(), "another-incarnation", Streams.NOW, StreamMode.PROVISIONED)
                        .withStatus(StreamStatus.ACTIVE));

        assertThat(expiry(image, EXPIRES.plusMillis(1)).decide(other).changes()).isEmpty();
    }

    @Test
    void openShardsStayHoweverOldTheyAre() {
        CatalogImage image = TestCatalog.of(Streams.facts(ORDERS, 3)).image();

        assertThat(isDue(image, EXPIRES.plus(Duration.ofDays(1000)))).isFalse();
    }

    @Test
    void closingShardsStay() {
        Shard shard = Streams.firstShards(1, Streams.NOW).get(0).withState(Shard.State.CLOSING);
        CatalogImage image =
                TestCatalog.of(Streams.facts(ORDERS, List.of(shard))).image();

        assertThat(isDue(image, EXPIRES.plus(Duration.ofDays(1000)))).isFalse();
    }

    @Test
    void theStreamsOwnRetentionCounts() {
        CatalogImage image = split(ORDERS.withRetention(Retention.ofHours(48)));

        assertThat(isDue(image, EXPIRES.plusMillis(1))).isFalse();
        assertThat(isDue(image, EXPIRES.plus(Duration.ofHours(24)).plusMillis(1)))
                .isTrue();
    }

    @Test
    void whatWasTrimmedByAShorterRetentionDoesNotComeBack() {
        Instant later = CLOSED.plus(Duration.ofHours(30));
        Retention shortened = Retention.ofHours(48).changedTo(24, later).changedTo(48, later);

        assertThat(isDue(split(ORDERS.withRetention(shortened)), later)).isTrue();
    }

    @Test
    void childrenOfAForgottenShardAreWhole() {
        TestCatalog catalog = TestCatalog.of(Streams.facts(
                ORDERS, Streams.split(Streams.firstShards(1, CLOSED).get(0), 1, CLOSED)));

        catalog.change(expiry(catalog.image(), EXPIRES.plusSeconds(1)));

        assertThat(catalog.image().stream(new StreamName("orders"))
                        .orElseThrow()
                        .visibleShards())
                .extracting(Shard::id)
                .containsExactly(new ShardId(1), new ShardId(2));
    }

    private static boolean isDue(CatalogImage image, Instant now) {
        return !ShardExpiry.due(image, now).isEmpty();
    }

    private static ShardExpiry expiry(CatalogImage image, Instant now) {
        StreamImage stream = image.stream(ORDERS.name()).orElseThrow();
        return new ShardExpiry(stream, stream.allShards().keySet(), now);
    }

    private static CatalogImage split(StreamFact stream) {
        Shard shard = Streams.firstShards(1, CLOSED.minusSeconds(60)).get(0);
        return TestCatalog.of(Streams.facts(stream, Streams.split(shard, 1, CLOSED)))
                .image();
    }
}
