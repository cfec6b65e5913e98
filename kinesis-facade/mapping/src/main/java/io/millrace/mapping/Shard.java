package io.millrace.mapping;

import java.time.Instant;
import java.util.Optional;

/**
 * A shard of a stream: a run of one partition's offsets that holds one range of hash keys.
 *
 * @param partition the partition of the stream's topic; once a closed shard has expired, another shard may have it
 * @param creationSecond seconds since the epoch, later than the parents': the upper part of all its sequence numbers
 * @param firstOffset the offset of its first record, or {@link #NO_OFFSET} while it is PREPARED
 * @param openedAt when it opened; while it is PREPARED, when it was prepared
 * @param parent the shard that was split, or the one that was merged
 * @param adjacentParent the shard that was merged into the parent
 * @param closed where and when it ended, for a CLOSED one alone
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Shard.html">Shard</a>
 */
public record Shard(
        ShardId id,
        int partition,
        HashKeyRange range,
        long creationSecond,
        long firstOffset,
        Instant openedAt,
        Optional<ShardId> parent,
        Optional<ShardId> adjacentParent,
        State state,
        Optional<Closing> closed) {

    /** The first offset of a shard that has none yet. */
    public static final long NO_OFFSET = -1;

    /** PREPARED, then OPEN, then CLOSING while nodes let go of it (and OPEN again if that is undone), then CLOSED. */
    public enum State {
        PREPARED,
        OPEN,
        CLOSING,
        CLOSED
    }

    /**
     * A shard's end.
     *
     * @param endOffset the offset behind its last record
     */
    public record Closing(long endOffset, Instant closedAt) {}

    public Shard {
        if (partition < 0) {
            throw new IllegalArgumentException("a partition is 0 or more, not " + partition);
        }
        if (adjacentParent.isPresent() && parent.isEmpty()) {
            throw new IllegalArgumentException(id + " has an adjacent parent but no parent");
        }
        if ((state == State.PREPARED) != (firstOffset == NO_OFFSET) || firstOffset < NO_OFFSET) {
            throw new IllegalArgumentException(id + " is " + state + " with first offset " + firstOffset);
        }
        if ((state == State.CLOSED) != closed.isPresent()) {
            throw new IllegalArgumentException(id + " is " + state + " with " + closed);
        }
        if (closed.isPresent() && closed.get().endOffset() < firstOffset) {
            throw new IllegalArgumentException(id + " starts at " + firstOffset + " but has " + closed.get());
        }
    }

    /** A shard without parents, open from the start, whose numbers begin with the second in which it opened. */
    public static Shard first(ShardId id, int partition, HashKeyRange range, long firstOffset, Instant openedAt) {
        return first(id, partition, range, openedAt.getEpochSecond(), firstOffset, openedAt);
    }

    /** A shard without parents, open from the start: one of a new stream, or of an adopted topic. */
    public static Shard first(
            ShardId id, int partition, HashKeyRange range, long creationSecond, long firstOffset, Instant openedAt) {
        return new Shard(
                id,
                partition,
                range,
                creationSecond,
                firstOffset,
                openedAt,
                Optional.empty(),
                Optional.empty(),
                State.OPEN,
                Optional.empty());
    }

    /** A PREPARED child of a split. Its creationSecond is later than the parent's, whatever the clock says. */
    public static Shard childOf(Shard parent, ShardId id, int partition, HashKeyRange range, Instant preparedAt) {
        return prepared(id, partition, range, parent.creationSecond, preparedAt, parent, Optional.empty());
    }

    /** The PREPARED child of a merge. Its creationSecond is later than both parents', whatever the clock says. */
    public static Shard childOf(Shard parent, Shard adjacentParent, ShardId id, int partition, Instant preparedAt) {
        return prepared(
                id,
                partition,
                parent.range.mergeWith(adjacentParent.range),
                Math.max(parent.creationSecond, adjacentParent.creationSecond),
                preparedAt,
                parent,
                Optional.of(adjacentParent.id));
    }

    private static Shard prepared(
            ShardId id,
            int partition,
            HashKeyRange range,
            long parentSecond,
            Instant preparedAt,
            Shard parent,
            Optional<ShardId> adjacentParent) {
        return new Shard(
                id,
                partition,
                range,
                Math.max(preparedAt.getEpochSecond(), parentSecond + 1),
                NO_OFFSET,
                preparedAt,
                Optional.of(parent.id),
                adjacentParent,
                State.PREPARED,
                Optional.empty());
    }

    public SequenceNumber startingSequenceNumber() {
        return SequenceNumber.starting(creationSecond, id.number());
    }

    /** Empty until the shard is CLOSED. */
    public Optional<SequenceNumber> endingSequenceNumber() {
        return closed.map(closing ->
                SequenceNumber.ending(creationSecond, closing.closedAt().getEpochSecond(), id.number()));
    }

    public SequenceNumber sequenceNumberOf(long offset, long timestampMillis) {
        return SequenceNumber.ofRecord(creationSecond, offset, timestampMillis, id.number());
    }

    /** Whether a reader sees it as open: no end is known yet. */
    public boolean isOpen() {
        return state == State.OPEN || state == State.CLOSING;
    }

    /** Whether the record at an offset of its partition is one of its own, as far as its end is known. */
    public boolean holds(long offset) {
        return state != State.PREPARED
                && firstOffset <= offset
                && closed.map(closing -> offset < closing.endOffset()).orElse(true);
    }

    public boolean acceptsWrites() {
        return state == State.OPEN;
    }

    /** The same shard in another state that needs no more than its name: OPEN to CLOSING, and back if that is undone. */
    public Shard withState(State newState) {
        return in(newState, firstOffset, openedAt, closed);
    }

    /** A PREPARED shard, OPEN. */
    public Shard opened(long atOffset, Instant now) {
        return in(State.OPEN, atOffset, now, closed);
    }

    /** This shard, CLOSED. */
    public Shard closed(long endOffset, Instant closedAt) {
        return in(State.CLOSED, firstOffset, openedAt, Optional.of(new Closing(endOffset, closedAt)));
    }

    private Shard in(State newState, long newFirstOffset, Instant newOpenedAt, Optional<Closing> newClosed) {
        return new Shard(
                id,
                partition,
                range,
                creationSecond,
                newFirstOffset,
                newOpenedAt,
                parent,
                adjacentParent,
                newState,
                newClosed);
    }
}
