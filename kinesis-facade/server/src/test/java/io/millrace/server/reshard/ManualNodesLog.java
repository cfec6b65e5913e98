package io.millrace.server.reshard;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A log of heartbeats whose acknowledgements and reads a test completes by hand. */
final class ManualNodesLog implements NodesLog {

    private final List<Heartbeat> sent = new ArrayList<>();
    private final List<CompletableFuture<Void>> appends = new ArrayList<>();
    private final List<CompletableFuture<Void>> reads = new ArrayList<>();
    private Consumer<Heartbeat> listener = heartbeat -> {};

    @Override
    public CompletionStage<Void> append(Heartbeat heartbeat) {
        CompletableFuture<Void> appended = new CompletableFuture<>();
        sent.add(heartbeat);
        appends.add(appended);
        return appended;
    }

    @Override
    public CompletionStage<Void> readToEnd() {
        CompletableFuture<Void> read = new CompletableFuture<>();
        reads.add(read);
        return read;
    }

    @Override
    public void follow(Consumer<Heartbeat> heartbeats) {
        listener = heartbeats;
    }

    List<Heartbeat> sent() {
        return sent;
    }

    /** Kafka answers the oldest append that it has not answered yet. */
    void acknowledge() {
        appends.remove(0).complete(null);
    }

    void refuse() {
        appends.remove(0).completeExceptionally(new IllegalStateException("Kafka refuses"));
    }

    /** A heartbeat is read. */
    void deliver(Heartbeat heartbeat) {
        listener.accept(heartbeat);
    }

    int readsUnderWay() {
        return reads.size();
    }

    void endReads() {
        List<CompletableFuture<Void>> all = List.copyOf(reads);
        reads.clear();
        all.forEach(read -> read.complete(null));
    }

    void failReads() {
        List<CompletableFuture<Void>> all = List.copyOf(reads);
        reads.clear();
        all.forEach(read -> read.completeExceptionally(new IllegalStateException("Kafka refuses")));
    }
}
