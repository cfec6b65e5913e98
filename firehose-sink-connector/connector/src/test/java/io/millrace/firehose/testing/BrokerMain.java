package io.millrace.firehose.testing;

import io.millrace.embedded.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;

/** A broker alone in its JVM: its folder, and its port. */
final class BrokerMain {

    private BrokerMain() {}

    public static void main(String[] arguments) throws IOException {
        EmbeddedBroker broker = EmbeddedBroker.start(
                new EmbeddedBroker.Config(Path.of(arguments[0]), Integer.parseInt(arguments[1]), 0));
        ChildJvm.ready(broker.bootstrapServers());
    }
}
