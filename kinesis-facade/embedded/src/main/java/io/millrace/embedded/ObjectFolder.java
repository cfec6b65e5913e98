package io.millrace.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where objects are kept. S3Proxy writes an object beside its place, under its name and a UUID, and then moves it: what a {@code kill -9} left of
 * that would be an object to everybody, and is removed at the next start.
 */
final class ObjectFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectFolder.class);

    private static final Pattern UNFINISHED =
            Pattern.compile(".+-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    /** Every object that is finished has it. */
    private static final String TAG = "user.content-md5";

    private final BlobStore objects;
    private final Path inUse;

    private ObjectFolder(BlobStore objects, Path inUse) {
        this.objects = objects;
        this.inUse = inUse;
    }

    static ObjectFolder open(Path folder) {
        Path inUse = folder.resolveSibling(folder.getFileName() + ".in-use");
        try {
            Files.createDirectories(folder);
            if (!keepsAttributes(folder)) {
                LOG.atWarn()
                        .addKeyValue("folder", folder)
                        .log(
                                "the folder's file system keeps no extended attributes: objects are kept in memory, and gone when this process ends");
                return new ObjectFolder(new TransientNio2BlobStore(), inUse);
            }
            if (Files.exists(inUse)) {
                removeUnfinished(folder);
            } else {
                Files.createFile(inUse);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new EmbeddedServerException(
                    "The folder of the S3-compatible store, " + folder + ", cannot be used (" + e
                            + "): choose another, or mend its rights.",
                    e);
        }
        return new ObjectFolder(new FilesystemNio2BlobStore(folder.toString()), inUse);
    }

    BlobStore objects() {
        return objects;
    }

    private static boolean keepsAttributes(Path folder) throws IOException {
        Path probe = Files.createTempFile(folder.toAbsolutePath().getParent(), "attributes", ".probe");
        try {
            UserDefinedFileAttributeView attributes =
                    Files.getFileAttributeView(probe, UserDefinedFileAttributeView.class);
            if (attributes == null) {
                return false;
            }
            attributes.write(TAG, StandardCharsets.US_ASCII.encode("probe"));
            return attributes.list().contains(TAG);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private static void removeUnfinished(Path folder) throws IOException {
        List<Path> unfinished;
        try (Stream<Path> files = Files.walk(folder)) {
            unfinished = files.filter(file -> Files.isRegularFile(file)
                            && UNFINISHED.matcher(file.getFileName().toString()).matches()
                            && !isTagged(file))
                    .toList();
        }
        for (Path file : unfinished) {
            Files.delete(file);
        }
        if (!unfinished.isEmpty()) {
            LOG.atInfo()
                    .addKeyValue("files", unfinished.size())
                    .log("removed what writes left that were cut off when the store was killed");
        }
    }

    private static boolean isTagged(Path file) {
        try {
            return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class)
                    .list()
                    .contains(TAG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        objects.close();
        try {
            Files.deleteIfExists(inUse);
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("the mark of use stays");
        }
    }
}
