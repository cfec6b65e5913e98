package io.millrace.server.connect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where no Kafka Connect is configured. */
public final class NoConnect implements Connectors {

    /** What whoever needs one is told. */
    public static final String ADVICE =
            "No Kafka Connect is configured, which delivers for delivery streams: start this"
                    + " node with --connect-url (the setting connect.url), such as http://localhost:8083.";

    private static <T> CompletionStage<T> missing() {
        return CompletableFuture.failedStage(new ConnectAwayException(ADVICE));
    }

    @Override
    public CompletionStage<List<String>> validate(Map<String, String> config) {
        return missing();
    }

    @Override
    public CompletionStage<Void> put(String name, Map<String, String> config) {
        return missing();
    }

    @Override
    public CompletionStage<Optional<ConnectorStatus>> status(String name) {
        return missing();
    }

    @Override
    public CompletionStage<Void> restartFailed(String name) {
        return missing();
    }

    @Override
    public CompletionStage<Boolean> delete(String name) {
        return missing();
    }
}
