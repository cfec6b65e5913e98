package io.millrace.benchmarks.servers;

import io.millrace.embedded.EmbeddedConnect;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A Connect worker with the connectors of the class path. Arguments: bootstrap servers, and any number of {@code setting=value}. */
public final class WorkerMain {

    private static final long START_SECONDS = 50;

    private WorkerMain() {}

    public static void main(String[] arguments) throws Exception {
        var settings = Arrays.stream(arguments)
                .skip(1)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
        try (EmbeddedConnect connect = EmbeddedConnect.start(new EmbeddedConnect.Config(arguments[0], 0, settings))) {
            connect.awaitReady(START_SECONDS, TimeUnit.SECONDS);
            Lifeline.readyUntilParentEnds(connect.url().toString());
        } catch (RuntimeException e) {
            e.printStackTrace();
        }
        // threads of Connect would keep the process
        System.exit(0);
    }
}
