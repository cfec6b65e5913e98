package io.millrace.server.kinesis.streams;

import io.millrace.mapping.StreamName;
import io.millrace.server.kafka.TopicSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Remembers what topics were set to, and in which order. */
final class TopicsInMemory implements TopicSettings {

    final List<String> set = new ArrayList<>();

    /** Happens once, before the next setting is made. */
    Runnable meanwhile = () -> {};

    @Override
    public CompletionStage<Void> setRetention(StreamName stream, Duration retention) {
        return set(stream + " keeps " + retention.toHours() + " h");
    }

    @Override
    public CompletionStage<Void> setMaxRecordSize(StreamName stream, int maxRecordSizeInKiB) {
        return set(stream + " takes " + maxRecordSizeInKiB + " KiB");
    }

    private CompletionStage<Void> set(String setting) {
        Runnable first = meanwhile;
        meanwhile = () -> {};
        first.run();
        set.add(setting);
        return CompletableFuture.completedFuture(null);
    }
}
