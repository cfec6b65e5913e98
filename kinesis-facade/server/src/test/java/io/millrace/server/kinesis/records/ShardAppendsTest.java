package io.millrace.server.kinesis.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.HashKey;
import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.Fact;
import io.millrace.mapping.catalog.FactKey;
import io.millrace.mapping.catalog.ShardFact;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kafka.KafkaAway;
import io.millrace.server.kafka.RecordAppender;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.limits.WriteLimit;
import io.millrace.server.operation.AwsError;
import io.millrace.server.reshard.Lease;
import io.millrace.server.reshard.ShardGates;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ShardAppendsTest {

    private static final StreamFact ORDERS = Streams.active("orders");
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(20);

    private static final PutOutcome GONE = new PutOutcome.Failed(AppendFailures.gone(ORDERS.name()));

    /** Two shards: hash keys below the middle belong to the first. */
    private final List<Shard> shards = Streams.firstShards(2, Streams.NOW);

    private final TestCatalog catalog = TestCatalog.of(Streams.facts(ORDERS, shards));
    private final ShardGates gates = new ShardGates();
    private final MockProducer<byte[], byte[]> producer = Producers.of("orders", 8);
    private final FakeLease lease = new FakeLease();
    private WriteLimit limit = WriteLimit.NONE;

    @BeforeEach
    void follow() {
        catalog.onChange(gates::follow);
    }

    @Test
    void aRecordGoesToThePartitionOfItsHashKey() {
        CompletableFuture<List<PutOutcome>> outcomes = append(LONG, put(HashKey.MAX, "a"), put(HashKey.MIN, "b"));
        assertThat(outcomes).isNotCompleted();
        producer.completeNext();
        producer.completeNext();

        assertThat(producer.history()).extracting(ProducerRecord::partition).containsExactly(1, 0);
        assertThat(producer.history())
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly("a", "b");
        assertThat(outcomes.join())
                .containsExactly(
                        new PutOutcome.Appended(shards.get(1), 0, -1), new PutOutcome.Appended(shards.get(0), 0, -1));
    }

    @Test
    void anExplicitHashKeyIsKeptWithTheRecord() {
        append(LONG, new Put(HashKey.MAX, bytes("key"), bytes("data"), Optional.of("7")));

        ProducerRecord<byte[], byte[]> record = producer.history().get(0);
        assertThat(record.key()).isEqualTo(bytes("key"));
        assertThat(record.headers().lastHeader(RecordAppender.EXPLICIT_HASH_KEY).value())
                .isEqualTo(bytes("7"));
    }

    @Test
    void aRecordOfAClosingShardWaitsAndGoesOnToAChild() {
        put(shards.get(0).withState(Shard.State.CLOSING));
        CompletableFuture<List<PutOutcome>> outcomes =
                append(LONG, put(HashKey.MIN, "waits"), put(HashKey.MAX, "goes"));
        assertThat(producer.history()).extracting(ProducerRecord::partition).containsExactly(1);

        split(shards.get(0));
        producer.completeNext();
        producer.completeNext();

        assertThat(producer.history()).extracting(ProducerRecord::partition).containsExactly(1, 2);
        assertThat(outcomes.join())
                .extracting(outcome -> ((PutOutcome.Appended) outcome).shard().id())
                .containsExactly(new ShardId(2), new ShardId(1));
    }

    @Test
    void changesThatDoNotHelpLetItWaitOn() {
        put(shards.get(0).withState(Shard.State.CLOSING));
        append(LONG, put(HashKey.MIN, "waits"));

        catalog.put(ORDERS.withMaxRecordSizeInKiB(2048));
        assertThat(producer.history()).isEmpty();

        put(shards.get(0));
        assertThat(producer.history()).extracting(ProducerRecord::partition).containsExactly(0);
    }

    @Test
    void patienceEnds() {
        put(shards.get(0).withState(Shard.State.CLOSING));

        List<PutOutcome> outcomes = append(SHORT, put(HashKey.MIN, "waits")).join();

        assertThat(outcomes).containsExactly(new PutOutcome.Failed(AppendFailures.SHARD_STAYS_CLOSED));
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void withoutALeaseNothingIsSent() {
        lease.lapse();

        List<PutOutcome> outcomes = append(SHORT, put(HashKey.MIN, "a")).join();

        assertThat(outcomes).containsExactly(new PutOutcome.Failed(AppendFailures.LEASE_LAPSED));
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void aPutWaitsForALeaseThatComesBack() {
        lease.lapse();
        CompletableFuture<List<PutOutcome>> outcomes = append(LONG, put(HashKey.MIN, "a"));
        lease.comeBack();

        while (producer.history().isEmpty()) {
            Thread.onSpinWait();
        }
        producer.completeNext();
        assertThat(outcomes.join()).first().isInstanceOf(PutOutcome.Appended.class);
    }

    @Test
    void whatKafkaAcknowledgesAfterTheLeaseHasLapsedIsNotAcknowledged() {
        CompletableFuture<List<PutOutcome>> outcomes = append(LONG, put(HashKey.MIN, "a"), put(HashKey.MAX, "b"));
        producer.completeNext();
        lease.lapse();
        producer.completeNext();

        assertThat(outcomes.join())
                .containsExactly(
                        new PutOutcome.Appended(shards.get(0), 0, -1),
                        new PutOutcome.Failed(AppendFailures.LEASE_LAPSED));
    }

    /** While it had none, others may have closed the shard without it. */
    @Test
    void whatWasSentUnderOneLeaseIsNotAcknowledgedUnderTheNext() {
        CompletableFuture<List<PutOutcome>> outcomes = append(LONG, put(HashKey.MIN, "a"));
        lease.lapse();
        lease.comeBack();
        producer.completeNext();

        assertThat(outcomes.join()).containsExactly(new PutOutcome.Failed(AppendFailures.LEASE_LAPSED));
    }

    @Test
    void theShardDrainsWhenAppendsHaveEndedInWhicheverWay() {
        CompletableFuture<List<PutOutcome>> outcomes = append(LONG, put(HashKey.MIN, "a"), put(HashKey.MIN, "b"));
        put(shards.get(0).withState(Shard.State.CLOSING));
        CompletableFuture<Void> drained = drained(shards.get(0).id());

        producer.completeNext();
        assertThat(drained).isNotCompleted();
        producer.errorNext(new KafkaException("gone for good"));

        assertThat(drained).isCompleted();
        assertThat(outcomes.join().get(1)).isEqualTo(new PutOutcome.Failed(AppendFailures.NOT_WRITTEN));
    }

    /** Every SDK tries it again. */
    @Test
    void whileKafkaIsAwayAPutIsUnavailable() {
        CompletableFuture<List<PutOutcome>> outcomes = append(LONG, put(HashKey.MIN, "a"));
        producer.errorNext(new TimeoutException("no answer"));

        assertThat(outcomes.join()).containsExactly(new PutOutcome.Failed(KafkaAway.ERROR));
        assertThat(KafkaAway.ERROR.status()).isEqualTo(503);
    }

    @Test
    void soItIsAndAtOnceWhereTheProducerHasWaitedForATopicInVain() {
        producer.partitionsForException = new TimeoutException("not in metadata");
        ShardAppends appends = appends(LONG);
        append(appends, put(HashKey.MIN, "a"));
        producer.partitionsForException = new IllegalStateException("asked again");

        assertThat(append(appends, put(HashKey.MIN, "b")).join())
                .containsExactly(new PutOutcome.Failed(KafkaAway.ERROR));
    }

    @Test
    void whatKafkaRefusesForGoodIsAnInternalFailure() {
        producer.partitionsForException = new InvalidTopicException("..");

        assertThat(append(LONG, put(HashKey.MIN, "a")).join())
                .containsExactly(new PutOutcome.Failed(AppendFailures.NOT_WRITTEN));
    }

    @Test
    void aProducerThatRefusesARecordFailsThatRecordAlone() {
        producer.sendException = new IllegalStateException("closed");

        List<PutOutcome> outcomes = append(LONG, put(HashKey.MIN, "a")).join();

        assertThat(outcomes).containsExactly(new PutOutcome.Failed(AppendFailures.NOT_WRITTEN));
        put(shards.get(0).withState(Shard.State.CLOSING));
        assertThat(drained(shards.get(0).id())).isCompleted();
    }

    @Test
    void anErrorFailsItsRecordAloneAndHoldsNothingUp() {
        limit = (stream, incarnation, shard, bytes) -> {
            if (shard.number() == 0) {
                throw new AssertionError("a fault");
            }
            return Optional.empty();
        };

        CompletableFuture<List<PutOutcome>> outcomes = append(LONG, put(HashKey.MIN, "a"), put(HashKey.MAX, "b"));
        producer.completeNext();

        assertThat(outcomes.join())
                .containsExactly(
                        new PutOutcome.Failed(AppendFailures.NOT_WRITTEN),
                        new PutOutcome.Appended(shards.get(1), 0, -1));
        put(shards.get(0).withState(Shard.State.CLOSING));
        assertThat(drained(shards.get(0).id())).isCompleted();
    }

    @Test
    void aThrottledRecordIsNotSentAndHoldsNothingUp() {
        AwsError throttled = AwsError.provisionedThroughputExceeded("Rate exceeded");
        limit = (stream, incarnation, shard, bytes) -> {
            assertThat(bytes).isEqualTo("key".length() + 1);
            return shard.number() == 0 ? Optional.of(throttled) : Optional.empty();
        };

        CompletableFuture<List<PutOutcome>> outcomes = append(LONG, put(HashKey.MIN, "a"), put(HashKey.MAX, "b"));
        producer.completeNext();

        assertThat(outcomes.join())
                .containsExactly(new PutOutcome.Failed(throttled), new PutOutcome.Appended(shards.get(1), 0, -1));
        put(shards.get(0).withState(Shard.State.CLOSING));
        assertThat(drained(shards.get(0).id())).isCompleted();
    }

    @Test
    void aStreamThatIsBeingDeletedLetsWhatIsUnderWayEndAndRefusesTheRestAtOnce() {
        StreamImage before = stream();
        CompletableFuture<List<PutOutcome>> underWay = append(LONG, put(HashKey.MIN, "a"));
        put(shards.get(1).withState(Shard.State.CLOSING));
        CompletableFuture<List<PutOutcome>> waiting = append(LONG, put(HashKey.MAX, "b"));
        catalog.put(ORDERS.withStatus(StreamStatus.DELETING));

        assertThat(waiting.join()).containsExactly(GONE);
        assertThat(append(before, LONG, put(HashKey.MIN, "c")).join()).containsExactly(GONE);
        CompletableFuture<Void> drained = drained(shards.get(0).id());
        assertThat(drained).isNotCompleted();
        producer.completeNext();
        assertThat(drained).isCompleted();
        assertThat(underWay.join()).first().isInstanceOf(PutOutcome.Appended.class);
        assertThat(producer.history()).hasSize(1);
    }

    @Test
    void aStreamThatIsDeletedMeanwhileTakesNothingMore() {
        StreamImage before = stream();
        put(shards.get(0).withState(Shard.State.CLOSING));
        CompletableFuture<List<PutOutcome>> waiting = append(LONG, put(HashKey.MIN, "a"));
        delete();

        assertThat(waiting.join()).containsExactly(GONE);
        assertThat(append(before, LONG, put(HashKey.MIN, "b")).join()).containsExactly(GONE);
    }

    @Test
    void aStreamMadeAgainUnderTheNameDoesNotGetTheOldOnesRecords() {
        StreamImage before = stream();
        delete();
        StreamFact again = StreamFact.creating(ORDERS.name(), "again", Streams.NOW, ORDERS.mode());
        catalog.put(Streams.facts(again, shards).toArray(Fact[]::new));

        assertThat(append(before, LONG, put(HashKey.MIN, "a")).join()).containsExactly(GONE);
        assertThat(producer.history()).isEmpty();
    }

    private StreamImage stream() {
        return catalog.image().stream(new StreamName("orders")).orElseThrow();
    }

    private CompletableFuture<List<PutOutcome>> append(Duration patience, Put... puts) {
        return append(stream(), patience, puts);
    }

    private CompletableFuture<List<PutOutcome>> append(StreamImage stream, Duration patience, Put... puts) {
        return appends(patience).append(stream, List.of(puts)).toCompletableFuture();
    }

    private CompletableFuture<List<PutOutcome>> append(ShardAppends appends, Put... puts) {
        return appends.append(stream(), List.of(puts)).toCompletableFuture();
    }

    private ShardAppends appends(Duration patience) {
        return new ShardAppends(
                catalog,
                gates,
                lease,
                new RecordAppender(producer),
                (name, incarnation, shard, bytes) -> limit.tryWrite(name, incarnation, shard, bytes),
                Runnable::run,
                patience);
    }

    private CompletableFuture<Void> drained(ShardId shard) {
        return gates.find(ORDERS.incarnation(), shard)
                .map(gate -> gate.drained().toCompletableFuture())
                .orElse(CompletableFuture.completedFuture(null));
    }

    private void put(Shard changed) {
        catalog.put(new ShardFact(ORDERS.name(), ORDERS.incarnation(), changed));
    }

    private void split(Shard shard) {
        catalog.write(Streams.split(shard, 2, Streams.NOW).stream()
                .<Change>map(each -> new Change.Put(new ShardFact(ORDERS.name(), ORDERS.incarnation(), each)))
                .toList());
    }

    private void delete() {
        catalog.write(Stream.concat(
                        Stream.of(FactKey.ofStream(ORDERS.name())),
                        shards.stream().map(shard -> FactKey.ofShard(ORDERS.name(), shard.id())))
                .<Change>map(Change.Remove::new)
                .toList());
    }

    private static Put put(HashKey hashKey, String data) {
        return new Put(hashKey, bytes("key"), bytes(data), Optional.empty());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static final class FakeLease implements Lease {

        private volatile CompletableFuture<Void> held = CompletableFuture.completedFuture(null);
        private volatile long term = 1;

        void lapse() {
            held = new CompletableFuture<>();
            term++;
        }

        void comeBack() {
            held.complete(null);
        }

        @Override
        public long term() {
            return held.isDone() ? term : NONE;
        }

        @Override
        public CompletionStage<Void> whenHeld() {
            return held;
        }
    }
}
