package io.millrace.local.testing;

import io.millrace.embedded.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * One broker for all tests of a JVM, started at the first call and gone with its folder when the JVM ends. Tests keep
 * out of each other's way by the names of their topics.
 */
public final class SharedBroker {

    private SharedBroker() {}

    public static String bootstrapServers() {
        return Holder.BROKER.bootstrapServers();
    }

    /** Loaded, and so started, at the first call. */
    private static final class Holder {

        static final EmbeddedBroker BROKER = start();

        private static EmbeddedBroker start() {
            try {
                Path folder = Files.createTempDirectory("millrace-shared-broker-");
                EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.Config.inFolder(folder));
                Runtime.getRuntime()
                        .addShutdownHook(new Thread(() -> discard(broker, folder), "shared-broker-discard"));
                return broker;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The broker first: one whose files vanish halts the JVM, and with it the tests' exit code. */
        private static void discard(EmbeddedBroker broker, Path folder) {
            broker.close();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException | UncheckedIOException e) {
                // What is left stays in the temporary folder.
            }
        }
    }
}
