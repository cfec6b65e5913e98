package io.millrace.benchmarks.servers;

import io.millrace.server.Facade;
import io.millrace.server.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The facade, as it is by default but for signatures, which it checks. Arguments: bootstrap servers, credentials file, and any
 * number of {@code setting=value}.
 */
public final class FacadeMain {

    private FacadeMain() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, String> settings = new HashMap<>();
        settings.put("http.port", "0");
        settings.put("kafka.bootstrapServers", arguments[0]);
        settings.put("auth.credentialsFile", arguments[1]);
        Arrays.stream(arguments)
                .skip(2)
                .map(argument -> argument.split("=", 2))
                .forEach(setting -> settings.put(setting[0], setting[1]));
        Path folder = Path.of(arguments[1]).getParent();
        try (Facade facade = Facade.start(ServerConfig.of(settings), folder)) {
            Lifeline.readyUntilParentEnds(String.valueOf(facade.port().orElseThrow()));
        }
    }
}
