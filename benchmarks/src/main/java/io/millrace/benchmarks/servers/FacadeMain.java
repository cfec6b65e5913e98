package io.millrace.benchmarks.servers;

import io.millrace.server.Facade;
import io.millrace.server.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The facade, as it is by default but for signatures, which it checks. Arguments: bootstrap servers, credentials file. */
public final class FacadeMain {

    private FacadeMain() {}

    public static void main(String[] arguments) throws IOException {
        ServerConfig config = ServerConfig.of(
                Map.of("http.port", "0", "kafka.bootstrapServers", arguments[0], "auth.credentialsFile", arguments[1]));
        try (Facade facade = Facade.start(config, Path.of(arguments[1]).getParent())) {
            Lifeline.readyUntilParentEnds(String.valueOf(facade.port().orElseThrow()));
        }
    }
}
