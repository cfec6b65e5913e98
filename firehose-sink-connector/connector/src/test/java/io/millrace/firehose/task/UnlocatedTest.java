package io.millrace.firehose.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.firehose.buffer.MemoryBudget;
import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.KinesisPlace;
import io.millrace.firehose.record.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

final class UnlocatedTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Deque<CompletableFuture<UnaryOperator<DeliveryRecord>>> asked = new ArrayDeque<>();
    private final MemoryBudget budget = new MemoryBudget(1 << 20);
    private final List<String> given = new ArrayList<>();
    private final Unlocated unlocated = new Unlocated(this::ask, budget, new Refusals(Duration.ofHours(1)), "t-0");

    private CompletableFuture<UnaryOperator<DeliveryRecord>> ask() {
        asked.add(new CompletableFuture<>());
        return asked.getLast();
    }

    @Test
    void withoutAnybodyWhoWantsToKnowRecordsGoOnAtOnce() {
        new Unlocated(null, budget, new Refusals(Duration.ZERO), "t-0").add(record(0), this::give);

        assertThat(given).containsExactly("0 ?");
        assertThat(budget.used()).isZero();
    }

    @Test
    void recordsWaitUntilTheirShardIsKnownAndThoseThatCameLaterUntilItIsAskedAgain() {
        add(0, 1);
        poll();
        add(2);
        poll();
        assertThat(given).isEmpty();
        assertThat(budget.used()).isEqualTo(30);

        answer("a");
        poll();
        assertThat(given).containsExactly("0 a", "1 a");

        answer("b");
        poll();
        assertThat(given).containsExactly("0 a", "1 a", "2 b");
        assertThat(unlocated.isEmpty()).isTrue();
        assertThat(budget.used()).isZero();
        assertThat(asked).isEmpty();
    }

    @Test
    void whatCannotBeFoundOutIsAskedAgainAndInTheEndFailsTheTask() {
        add(0);
        poll();
        for (int minute = 0; minute < 60; minute += 20) {
            asked.remove().completeExceptionally(new IllegalStateException("no catalog"));
            unlocated.poll(NOW.plus(Duration.ofMinutes(minute)));
        }
        assertThat(given).isEmpty();
        asked.remove().completeExceptionally(new IllegalStateException("no catalog"));

        assertThatThrownBy(() -> unlocated.poll(NOW.plus(Duration.ofHours(1))))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("The search for the shards of t-0")
                .hasMessageContaining("no catalog");
    }

    @Test
    void whatIsWrongForGoodFailsTheTaskAtOnce() {
        add(0);
        poll();
        asked.remove().completeExceptionally(new ConnectException("a newer catalog"));

        assertThatThrownBy(this::poll).isInstanceOf(ConnectException.class).hasMessage("a newer catalog");
    }

    @Test
    void noMoreIsReadWhileManyWait() {
        for (int i = 0; i < 2000; i++) {
            assertThat(unlocated.hasRoom()).isTrue();
            add(i);
        }

        assertThat(unlocated.hasRoom()).isFalse();
    }

    @Test
    void anAnswerToWhatWasThrownAwayIsNoAnswerToWhatCameThen() {
        add(0);
        poll();
        unlocated.discard();
        assertThat(budget.used()).isZero();
        add(7);
        answer("a");
        poll();
        assertThat(given).isEmpty();

        answer("b");
        poll();
        assertThat(given).containsExactly("7 b");
    }

    private void add(int... offsets) {
        for (int offset : offsets) {
            unlocated.add(record(offset), this::give);
        }
    }

    private static DeliveryRecord record(int offset) {
        return DeliveryRecord.of(new Origin("t", 0, offset, 0, NOW).withKinesis(KinesisPlace.of("k")), new byte[10]);
    }

    private void give(DeliveryRecord record) {
        String shard = record.origin().kinesis().orElseThrow().shardId();
        given.add(record.origin().offset() + " " + (shard.isEmpty() ? "?" : shard));
    }

    private void poll() {
        unlocated.poll(NOW);
    }

    private void answer(String shard) {
        asked.remove()
                .complete(record -> record.withOrigin(record.origin()
                        .withKinesis(record.origin().kinesis().orElseThrow().in(shard, "1"))));
    }
}
