package io.millrace.server.kinesis.records;

import io.millrace.mapping.Shard;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.kafka.AppendListener;
import io.millrace.server.operation.AwsError;
import io.millrace.server.reshard.ShardGate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** The records of one request on their way, and what became of each. One object a request, not one a record. */
final class PutBatch implements AppendListener {

    private final StreamImage stream;
    private final List<Put> puts;
    private final Shard[] shards;
    private final ShardGate[] gates;
    private final long[] terms;
    private final PutOutcome[] outcomes;
    private final AtomicInteger open;
    private final CompletableFuture<List<PutOutcome>> done = new CompletableFuture<>();
    private final AppendFailures failures;

    /** @param stream as it was when the request was accepted: the incarnation that it is meant for */
    PutBatch(StreamImage stream, List<Put> puts, AppendFailures failures) {
        this.stream = stream;
        this.puts = puts;
        this.failures = failures;
        this.shards = new Shard[puts.size()];
        this.gates = new ShardGate[puts.size()];
        this.terms = new long[puts.size()];
        this.outcomes = new PutOutcome[puts.size()];
        this.open = new AtomicInteger(puts.size());
    }

    StreamImage stream() {
        return stream;
    }

    StreamName streamName() {
        return stream.fact().name();
    }

    String incarnation() {
        return stream.fact().incarnation();
    }

    Put put(int index) {
        return puts.get(index);
    }

    List<Integer> indexes() {
        List<Integer> all = new ArrayList<>(puts.size());
        for (int i = 0; i < puts.size(); i++) {
            all.add(i);
        }
        return all;
    }

    /**
     * The record was let into the shard; the gate must be left when its append has ended.
     *
     * @param term of the lease under which it was
     */
    void entered(int index, Shard shard, ShardGate gate, long term) {
        shards[index] = shard;
        gates[index] = gate;
        terms[index] = term;
    }

    @Override
    public void appended(int index, long offset, long timestamp) {
        boolean countsAsWritten = failures.mayAcknowledge(terms[index]);
        gates[index].leaveAppended(offset, puts.get(index).size());
        end(
                index,
                countsAsWritten
                        ? new PutOutcome.Appended(shards[index], offset, timestamp)
                        : new PutOutcome.Failed(AppendFailures.LEASE_LAPSED));
    }

    @Override
    public void failed(int index, Throwable cause) {
        gates[index].leave();
        end(index, new PutOutcome.Failed(failures.toError(cause)));
    }

    /** The record entered a shard and is not to be appended. */
    void throttled(int index, AwsError error) {
        gates[index].leave();
        end(index, new PutOutcome.Failed(error));
    }

    /** The record never entered a shard. */
    void refused(int index, AwsError error) {
        end(index, new PutOutcome.Failed(error));
    }

    private void end(int index, PutOutcome outcome) {
        outcomes[index] = outcome;
        if (open.decrementAndGet() == 0) {
            done.complete(List.of(outcomes));
        }
    }

    CompletableFuture<List<PutOutcome>> done() {
        return done;
    }
}
