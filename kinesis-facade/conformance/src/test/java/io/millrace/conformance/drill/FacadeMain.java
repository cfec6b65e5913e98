package io.millrace.conformance.drill;

import io.millrace.server.Facade;
import io.millrace.server.config.ServerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A facade in a process of its own. Arguments: bootstrap servers, port, folder, lease. */
public final class FacadeMain {

    private FacadeMain() {}

    /** So many processes, which may not listen yet. */
    static List<Child> processes(int count, KafkaCluster kafka, Path folder, Duration lease) {
        List<Child> facades = new ArrayList<>();
        for (int port : FreePorts.take(count)) {
            String name = "facade-" + (facades.size() + 1);
            facades.add(Child.java(
                    name,
                    port,
                    folder.resolve(name + ".log"),
                    "256m",
                    FacadeMain.class.getName(),
                    List.of(
                            kafka.bootstrapServers(),
                            Integer.toString(port),
                            folder.toString(),
                            lease.toSeconds() + "s")));
        }
        return facades;
    }

    public static void main(String[] arguments) throws InterruptedException {
        Facade facade = Facade.start(
                ServerConfig.of(Map.of(
                        "kafka.bootstrapServers", arguments[0],
                        "http.port", arguments[1],
                        "cluster.nodeName", "facade-" + arguments[1],
                        "cluster.lease", arguments[3])),
                Path.of(arguments[2]));
        Runtime.getRuntime().addShutdownHook(new Thread(facade::close));
        new CountDownLatch(1).await();
    }
}
