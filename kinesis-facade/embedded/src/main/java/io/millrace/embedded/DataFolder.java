package io.millrace.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble.VerificationFlag;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.EligibleLeaderReplicasVersion;
import org.jspecify.annotations.Nullable;

/** The folder of one broker: held by one process, formatted on first use, and known by the identity in it. */
final class DataFolder implements AutoCloseable {

    private final Path folder;
    private final FolderLock lock;
    private final MetaPropertiesEnsemble identity;
    private final BootstrapMetadata bootstrap;

    private DataFolder(Path folder, FolderLock lock) throws Exception {
        this.folder = folder;
        this.lock = lock;
        if (!Files.exists(folder.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
            format(folder);
        }
        this.identity = load(folder);
        this.bootstrap = new BootstrapDirectory(folder.toString()).read();
    }

    static DataFolder open(Path folder) {
        FolderLock lock = FolderLock.of(folder);
        try {
            return new DataFolder(folder, lock);
        } catch (EmbeddedServerException e) {
            lock.close();
            throw e;
        } catch (Exception e) {
            lock.close();
            throw corrupt(folder, e.getMessage(), e);
        }
    }

    Path path() {
        return folder;
    }

    MetaPropertiesEnsemble identity() {
        return identity;
    }

    BootstrapMetadata bootstrapMetadata() {
        return bootstrap;
    }

    @Override
    public void close() {
        lock.close();
    }

    private static void format(Path folder) throws Exception {
        if (holdsPartitions(folder)) {
            throw corrupt(folder, "it holds partitions, but meta.properties is missing", null);
        }
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
                .setNodeId(SingleNodeSettings.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName(SingleNodeSettings.CONTROLLER_LISTENER)
                .setDirectories(List.of(folder.toString()))
                .setMetadataLogDirectory(folder.toString())
                // With one replica an unclean stop must not leave a partition waiting for a better leader.
                .setFeatureLevel(
                        EligibleLeaderReplicasVersion.FEATURE_NAME,
                        EligibleLeaderReplicasVersion.ELRV_0.featureLevel());
        formatter.run();
    }

    private static boolean holdsPartitions(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.anyMatch(entry ->
                    Files.isDirectory(entry) && entry.getFileName().toString().matches(".+-\\d+"));
        }
    }

    private static MetaPropertiesEnsemble load(Path folder) throws IOException {
        MetaPropertiesEnsemble identity = new MetaPropertiesEnsemble.Loader()
                .addLogDirs(List.of(folder.toString()))
                .addMetadataLogDir(folder.toString())
                .load();
        identity.verify(
                Optional.empty(),
                OptionalInt.of(SingleNodeSettings.NODE_ID),
                EnumSet.of(VerificationFlag.REQUIRE_AT_LEAST_ONE_VALID, VerificationFlag.REQUIRE_METADATA_LOG_DIR));
        if (identity.clusterId().isEmpty()) {
            throw corrupt(folder, "meta.properties has no cluster.id", null);
        }
        return identity;
    }

    private static EmbeddedServerException corrupt(Path folder, @Nullable String why, @Nullable Throwable cause) {
        return new EmbeddedServerException(
                "The data folder " + folder + " is not one that Kafka can open (" + why
                        + "): restore it, or move it away to start with an empty one.",
                cause);
    }
}
