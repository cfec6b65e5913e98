package io.millrace.server.connect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The connectors of a Kafka Connect cluster. Every call can be repeated safely. A stage fails with {@link ConnectRefusedException} for
 * what will be refused again, and with {@link ConnectAwayException} for what may be done later.
 *
 * @see <a href="https://kafka.apache.org/documentation/#connect_rest">The REST API</a>
 */
public interface Connectors {

    /** What is wrong with a configuration, each naming the key; empty if nothing is. */
    CompletionStage<List<String>> validate(Map<String, String> config);

    /** Makes the connector, or gives it another configuration. */
    CompletionStage<Void> put(String name, Map<String, String> config);

    /** How the connector is; empty if there is none of the name. */
    CompletionStage<Optional<ConnectorStatus>> status(String name);

    /** Starts those tasks again that have failed, and the connector if that has. */
    CompletionStage<Void> restartFailed(String name);

    /** Removes the connector; completes with false if there was none. */
    CompletionStage<Boolean> delete(String name);
}
