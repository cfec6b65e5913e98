package io.millrace.firehose.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** A broker in a JVM of its own, that can be killed and comes back with its data where it was. */
public final class BrokerProcess implements AutoCloseable {

    private final Path folder;
    private final int port = freePort();
    private final TestKafka clients;
    private ChildJvm jvm;

    private BrokerProcess(Path folder) {
        this.folder = folder;
        this.jvm = run();
        this.clients = new TestKafka(jvm.address());
    }

    /** In a folder that nobody else has. */
    public static BrokerProcess start(Path folder) {
        return new BrokerProcess(folder);
    }

    private ChildJvm run() {
        return ChildJvm.start(BrokerMain.class, List.of(folder.toString(), Integer.toString(port)));
    }

    /** Not of those that systems give to clients: one of them could have it while the broker is away, even to reach the broker itself. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(10_240, 32_768);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Somebody has it.
            }
        }
    }

    TestKafka clients() {
        return clients;
    }

    /** {@code kill -9}. */
    public void kill() {
        jvm.kill();
    }

    /** After it was killed; returns when it takes requests. */
    public void startAgain() {
        jvm = run();
    }

    @Override
    public void close() {
        clients.close();
        jvm.kill();
    }
}
