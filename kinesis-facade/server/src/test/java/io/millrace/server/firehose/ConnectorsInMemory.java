package io.millrace.server.firehose;

import io.millrace.server.connect.ConnectAwayException;
import io.millrace.server.connect.ConnectorStatus;
import io.millrace.server.connect.Connectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A Kafka Connect whose connectors run as soon as they are made, unless a test says otherwise. */
public final class ConnectorsInMemory implements Connectors {

    public final Map<String, Map<String, String>> configs = new TreeMap<>();
    public final List<String> restarted = new ArrayList<>();

    /** What validation finds wrong. */
    public List<String> wrong = List.of();

    /** What a task has failed with; empty: it runs. */
    public String trace = "";

    public boolean away;

    private CompletionStage<Void> pause = CompletableFuture.completedStage(null);

    /** The next thing that is asked is looked at when this is completed; others are answered at once. */
    public CompletableFuture<Void> slow() {
        CompletableFuture<Void> over = new CompletableFuture<>();
        pause = over;
        return over;
    }

    private <T> CompletionStage<T> answer(java.util.function.Supplier<T> what) {
        CompletionStage<Void> before = pause;
        pause = CompletableFuture.completedStage(null);
        return before.thenCompose(over -> away
                ? CompletableFuture.failedStage(new ConnectAwayException("Kafka Connect does not answer"))
                : CompletableFuture.completedStage(what.get()));
    }

    @Override
    public CompletionStage<List<String>> validate(Map<String, String> config) {
        return answer(() -> wrong);
    }

    @Override
    public CompletionStage<Void> put(String name, Map<String, String> config) {
        return answer(() -> {
            configs.put(name, config);
            return null;
        });
    }

    @Override
    public CompletionStage<Optional<ConnectorStatus>> status(String name) {
        return answer(() -> Optional.ofNullable(configs.get(name))
                .map(config -> ConnectorStatus.of(
                        new ConnectorStatus.Part("RUNNING", ""),
                        List.of(new ConnectorStatus.Part(trace.isEmpty() ? "RUNNING" : "FAILED", trace)))));
    }

    @Override
    public CompletionStage<Void> restartFailed(String name) {
        return answer(() -> {
            restarted.add(name);
            return null;
        });
    }

    @Override
    public CompletionStage<Boolean> delete(String name) {
        return answer(() -> configs.remove(name) != null);
    }
}
