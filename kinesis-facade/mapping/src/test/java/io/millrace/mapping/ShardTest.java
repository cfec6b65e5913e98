package io.millrace.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShardTest {

    private static final Shard LEFT = Shards.open(HashKeyRange.even(2)).get(0);
    private static final Shard RIGHT = Shards.open(HashKeyRange.even(2)).get(1);
    private static final Instant LATER = Shards.OPENED.plusSeconds(60);

    @Test
    void a_first_shard_is_open_and_has_no_parents() {
        assertThat(LEFT.isOpen()).isTrue();
        assertThat(LEFT.acceptsWrites()).isTrue();
        assertThat(LEFT.parent()).isEmpty();
        assertThat(LEFT.adjacentParent()).isEmpty();
        assertThat(LEFT.endingSequenceNumber()).isEmpty();
    }

    @Test
    void readers_see_a_closing_shard_as_open_but_it_takes_no_writes() {
        Shard closing = LEFT.withState(Shard.State.CLOSING);

        assertThat(closing.isOpen()).isTrue();
        assertThat(closing.acceptsWrites()).isFalse();
        assertThat(closing.withState(Shard.State.OPEN)).isEqualTo(LEFT);
    }

    @Test
    void a_closed_shard_has_an_end_above_all_its_records() {
        Shard closed = LEFT.withState(Shard.State.CLOSING).closed(12, LATER);

        assertThat(closed.isOpen()).isFalse();
        assertThat(closed.acceptsWrites()).isFalse();
        assertThat(closed.closed()).contains(new Shard.Closing(12, LATER));
        assertThat(closed.endingSequenceNumber())
                .hasValueSatisfying(ending -> assertThat(ending)
                        .isGreaterThan(closed.sequenceNumberOf(11, LATER.toEpochMilli()))
                        .satisfies(number -> assertThat(number.isEnding()).isTrue()));
    }

    @Test
    void a_record_s_number_is_above_the_shard_s_start_and_tells_its_offset() {
        SequenceNumber number = LEFT.sequenceNumberOf(0, LATER.toEpochMilli());

        assertThat(number).isGreaterThan(LEFT.startingSequenceNumber());
        assertThat(number.offset()).isZero();
        assertThat(number.recordSecond()).isEqualTo(LATER.getEpochSecond());
        assertThat(number.shardNumber()).isEqualTo(LEFT.id().number());
    }

    @Test
    void the_children_of_a_split_start_above_the_parent_s_end_even_within_one_second_or_with_the_clock_set_back() {
        List<HashKeyRange> ranges = LEFT.range().splitAt(new HashKey(0, 5));
        for (Instant at : List.of(Shards.OPENED, Shards.OPENED.minusSeconds(60), LATER)) {
            // a multiple of 16: its lowest four bits, which stand above seqIx, do not raise its numbers by chance
            Shard child = Shard.childOf(LEFT, new ShardId(16), 2, ranges.get(0), at);
            SequenceNumber parentsEnd =
                    LEFT.closed(12, LATER).endingSequenceNumber().orElseThrow();

            assertThat(child.startingSequenceNumber()).isGreaterThan(parentsEnd);
            assertThat(child.parent()).contains(LEFT.id());
            assertThat(child.adjacentParent()).isEmpty();
        }
    }

    @Test
    void the_child_of_a_merge_has_both_ranges_and_both_parents() {
        Shard child = Shard.childOf(RIGHT, LEFT, new ShardId(16), 2, LATER);

        assertThat(child.range()).isEqualTo(HashKeyRange.FULL);
        assertThat(child.parent()).contains(RIGHT.id());
        assertThat(child.adjacentParent()).contains(LEFT.id());
        assertThat(child.creationSecond()).isEqualTo(LATER.getEpochSecond());
    }

    @Test
    void the_child_of_a_merge_starts_above_the_end_of_whichever_parent_is_younger() {
        Shard older = LEFT;
        Shard younger =
                Shard.childOf(RIGHT, new ShardId(15), 2, RIGHT.range(), LATER).opened(0, LATER);
        SequenceNumber youngersEnd =
                younger.closed(0, LATER).endingSequenceNumber().orElseThrow();

        assertThat(Shard.childOf(older, younger, new ShardId(16), 3, LATER).startingSequenceNumber())
                .isGreaterThan(youngersEnd);
        assertThat(Shard.childOf(younger, older, new ShardId(16), 3, LATER).startingSequenceNumber())
                .isGreaterThan(youngersEnd);
    }

    @Test
    void a_prepared_child_is_neither_read_nor_written_until_it_opens_at_an_offset() {
        Shard prepared = Shard.childOf(RIGHT, LEFT, new ShardId(2), 2, Shards.OPENED);

        Shard opened = prepared.opened(7, LATER);

        assertThat(prepared.isOpen()).isFalse();
        assertThat(prepared.acceptsWrites()).isFalse();
        assertThat(prepared.firstOffset()).isEqualTo(Shard.NO_OFFSET);
        assertThat(opened.acceptsWrites()).isTrue();
        assertThat(opened.firstOffset()).isEqualTo(7);
        assertThat(opened.openedAt()).isEqualTo(LATER);
        assertThat(opened.creationSecond()).isEqualTo(prepared.creationSecond());
    }

    @Test
    void a_state_that_its_facts_contradict_is_refused() {
        Shard prepared = Shard.childOf(RIGHT, LEFT, new ShardId(2), 2, LATER);

        assertThatIllegalArgumentException().isThrownBy(() -> LEFT.withState(Shard.State.CLOSED));
        assertThatIllegalArgumentException().isThrownBy(() -> LEFT.withState(Shard.State.PREPARED));
        assertThatIllegalArgumentException().isThrownBy(() -> prepared.withState(Shard.State.OPEN));
        assertThatIllegalArgumentException().isThrownBy(() -> prepared.closed(0, LATER));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LEFT.closed(12, LATER).withState(Shard.State.OPEN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prepared.opened(7, LATER).closed(6, LATER));
    }
}
