package io.millrace.server.auth;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Access keys in a file in the format of {@code ~/.aws/credentials}, read again when it changes.
 *
 * <p>A file that has become unusable is complained of in the log, once, and the keys of the last good one stay.
 */
public final class CredentialFile implements CredentialStore {

    private static final Logger LOG = LoggerFactory.getLogger(CredentialFile.class);
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofSeconds(1);
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    /** What tells one state of a file from another without reading it. */
    private record Version(
            FileTime modified, long size, @Nullable Object fileKey, Set<PosixFilePermission> permissions) {

        static final Version NONE = new Version(FileTime.fromMillis(0), 0, null, Set.of());
    }

    private record State(Map<String, AccessKey> keys, Version version, Instant lookedAt) {}

    private final Path file;
    private final InstantSource clock;
    private volatile State state;

    /** @throws CredentialFileException if the file is missing, malformed, without a key, or open to other users */
    public CredentialFile(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
        Version version = version();
        this.state = new State(read(), version, clock.instant());
    }

    @Override
    public Optional<AccessKey> find(String accessKeyId) {
        if (state.lookedAt().plus(LOOK_AGAIN_AFTER).isBefore(clock.instant())) {
            lookAgain();
        }
        return Optional.ofNullable(state.keys().get(accessKeyId));
    }

    private synchronized void lookAgain() {
        State last = state;
        Instant now = clock.instant();
        Version version = version();
        Map<String, AccessKey> keys = version.equals(last.version()) ? last.keys() : readAgain(last.keys());
        state = new State(keys, version, now);
    }

    private Map<String, AccessKey> readAgain(Map<String, AccessKey> lastKeys) {
        try {
            Map<String, AccessKey> keys = read();
            LOG.atInfo()
                    .addKeyValue("file", file)
                    .addKeyValue("keys", keys.size())
                    .log("credentials read again");
            return keys;
        } catch (CredentialFileException e) {
            LOG.atError()
                    .addKeyValue("file", file)
                    .addKeyValue("reason", e.getMessage())
                    .log("credentials kept as they were");
            return lastKeys;
        }
    }

    private Version version() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Version(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey(), permissions());
        } catch (IOException e) {
            return Version.NONE;
        }
    }

    private Map<String, AccessKey> read() {
        try {
            requirePrivate();
            Map<String, AccessKey> keys = CredentialFileParser.parse(file.toString(), Files.readAllLines(file));
            if (keys.isEmpty()) {
                throw new CredentialFileException(file + " holds no aws_access_key_id: add one under a [profile]");
            }
            return keys;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void requirePrivate() throws IOException {
        if (permissions().stream().anyMatch(OTHERS::contains)) {
            throw new CredentialFileException(file + " can be read or written by other users: chmod 600 " + file);
        }
    }

    /** Empty where the file system knows no POSIX permissions. */
    private Set<PosixFilePermission> permissions() throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view == null ? Set.of() : view.readAttributes().permissions();
    }

    private CredentialFileException unreadable(IOException e) {
        if (e instanceof NoSuchFileException) {
            return new CredentialFileException("there is no credentials file " + file, e);
        }
        if (e instanceof CharacterCodingException) {
            return new CredentialFileException(file + " is not UTF-8 text", e);
        }
        return new CredentialFileException(file + " cannot be read: " + e.getMessage(), e);
    }

    @Override
    public String toString() {
        return "CredentialFile[" + file + ", " + state.keys().size() + " keys]";
    }
}
