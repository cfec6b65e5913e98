package io.millrace.firehose.testing;

import io.millrace.embedded.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One real broker for all tests of a JVM, started at the first call and gone with its folder when the JVM ends. */
final class SharedKafka {

    private static final SharedKafka INSTANCE = new SharedKafka();

    private final Path folder;
    private final EmbeddedBroker broker;
    private final TestKafka clients;
    private final List<Runnable> before = Collections.synchronizedList(new ArrayList<>());

    private SharedKafka() {
        try {
            this.folder = Files.createTempDirectory("millrace-connect-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.broker = EmbeddedBroker.start(EmbeddedBroker.Config.inFolder(folder));
        this.clients = new TestKafka(broker.bootstrapServers());
        Runtime.getRuntime().addShutdownHook(new Thread(this::discard, "test-kafka-discard"));
    }

    static TestKafka clients() {
        return INSTANCE.clients;
    }

    /** What uses it stops first. */
    static void beforeItStops(Runnable stop) {
        INSTANCE.before.add(stop);
    }

    /** The broker before its files: one whose files vanish halts the JVM, and with it the tests' exit code. */
    private void discard() {
        List.copyOf(before).forEach(Runnable::run);
        clients.close();
        broker.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // What is left stays in the temporary folder.
        }
    }
}
