package io.millrace.firehose.testing;

import io.millrace.embedded.EmbeddedConnect;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A worker alone in its JVM: the address of Kafka, then settings as KEY=VALUE. */
final class WorkerMain {

    private WorkerMain() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> settings = new HashMap<>();
        for (int i = 1; i < arguments.length; i++) {
            String[] setting = arguments[i].split("=", 2);
            settings.put(setting[0], setting[1]);
        }
        ChildJvm.ready(start(new EmbeddedConnect.Config(arguments[0], 0, settings)));
    }

    /** Threads of Connect would keep a worker that does not start. */
    private static URI start(EmbeddedConnect.Config config) throws InterruptedException {
        try {
            EmbeddedConnect connect = EmbeddedConnect.start(config);
            Runtime.getRuntime().addShutdownHook(new Thread(connect::close, "stop"));
            connect.awaitReady(60, TimeUnit.SECONDS);
            return connect.url();
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
            throw e;
        }
    }
}
