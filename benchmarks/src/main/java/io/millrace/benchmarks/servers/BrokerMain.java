package io.millrace.benchmarks.servers;

import io.millrace.embedded.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;

/** The broker that direct Kafka and the facade share. Argument: the data folder. */
public final class BrokerMain {

    private BrokerMain() {}

    public static void main(String[] arguments) throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.Config.inFolder(Path.of(arguments[0])))) {
            Lifeline.readyUntilParentEnds(broker.bootstrapServers());
        }
    }
}
