package io.millrace.benchmarks.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A broker and any number of facades on it, each a process of its own; stopped in the other order. */
public final class Servers implements AutoCloseable {

    /** The one key that the facades know. */
    public static final String ACCESS_KEY = "AKIDBENCHMARK0000000";

    public static final String SECRET_KEY = "not-a-secret-but-long-enough-for-one-0000";

    private static final Duration START = Duration.ofSeconds(60);

    private final Path data;
    private final Path logs;
    private final Deque<ChildProcess> running = new ArrayDeque<>();

    /**
     * @param data a folder that is empty now
     * @param logs where each process has a log of its name
     */
    public Servers(Path data, Path logs) {
        this.data = data;
        this.logs = logs;
    }

    /** Its {@link ChildProcess#ready()} is what Kafka clients connect to. */
    public ChildProcess broker() {
        return opened(ChildProcess.java(
                BrokerMain.class,
                List.of("-Xmx1g"),
                List.of(data.resolve("kafka").toString()),
                log("broker"),
                START));
    }

    /**
     * A facade with the benchmark's credentials; its {@link ChildProcess#ready()} is its port.
     *
     * @param settings beside the defaults, by their paths
     */
    public ChildProcess facade(String name, ChildProcess broker, List<String> jvm, Map<String, String> settings) {
        List<String> arguments = new ArrayList<>();
        arguments.add(broker.ready());
        arguments.add(credentials().toString());
        settings.forEach((path, value) -> arguments.add(path + "=" + value));
        return opened(ChildProcess.java(FacadeMain.class, jvm, arguments, log(name), START));
    }

    /**
     * A Connect worker, alone in its group; its {@link ChildProcess#ready()} is the URL of its REST API.
     *
     * @param settings beside the defaults
     */
    public ChildProcess worker(ChildProcess broker, List<String> jvm, Map<String, String> settings) {
        List<String> arguments = new ArrayList<>();
        arguments.add(broker.ready());
        settings.forEach((key, value) -> arguments.add(key + "=" + value));
        return opened(ChildProcess.java(WorkerMain.class, jvm, arguments, log("worker"), START));
    }

    /** A store of objects in memory that checks signatures with the benchmark's key; its {@link ChildProcess#ready()} is its port. */
    public ChildProcess store() {
        return opened(ChildProcess.java(StoreMain.class, List.of("-Xmx1g"), List.of(), log("store"), START));
    }

    /** What stands in for DynamoDB; its {@link ChildProcess#ready()} is its port. */
    public ChildProcess dynamoDb() {
        return opened(ChildProcess.java(DynamoDbMain.class, List.of("-Xmx256m"), List.of(), log("dynamodb"), START));
    }

    /** Stops one before the others. */
    public void stop(ChildProcess server) {
        running.remove(server);
        server.close();
    }

    private Path credentials() {
        Path file = data.resolve("credentials");
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(
                        file,
                        "[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
                                .formatted(ACCESS_KEY, SECRET_KEY));
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log(String name) {
        return logs.resolve(name + ".log");
    }

    private ChildProcess opened(ChildProcess server) {
        running.push(server);
        return server;
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }
}
