package io.millrace.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Who may call, and how strictly that is checked. */
public record AuthConfig(
        Optional<Path> credentialsFile, Duration clockSkew, boolean checkSignatures, boolean checkRegion) {

    public AuthConfig {
        Check.positive("auth.clockSkew", clockSkew);
    }
}
