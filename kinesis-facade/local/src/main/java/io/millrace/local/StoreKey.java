package io.millrace.local;

import io.millrace.embedded.EmbeddedServerException;
import io.millrace.server.auth.AccessKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The key with which connectors write to the store where requests must be signed. It is made once, since connectors keep it across
 * restarts, in a file that only its owner reads.
 */
final class StoreKey {

    private static final String ID = "millrace-delivery";

    private StoreKey() {}

    static AccessKey in(Path dataFolder) {
        Path file = dataFolder.resolve("delivery.key");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(dataFolder);
                write(file);
            }
            return new AccessKey(ID, Files.readString(file).strip(), Optional.empty());
        } catch (IOException | IllegalArgumentException e) {
            throw new EmbeddedServerException(
                    "The key of deliveries cannot be kept in " + file + " (" + e + "): mend its rights, or remove it.",
                    e);
        }
    }

    private static void write(Path file) throws IOException {
        byte[] secret = new byte[30];
        new SecureRandom().nextBytes(secret);
        if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, Base64.getUrlEncoder().encodeToString(secret), StandardCharsets.US_ASCII);
    }
}
