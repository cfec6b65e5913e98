package io.millrace.server.config;

import java.nio.file.Path;
import java.util.Optional;

/** Whether and with which certificate HTTPS is served. Without one a self-signed certificate is made on first use. */
public record TlsConfig(boolean enabled, int port, Optional<Path> certificate, Optional<Path> key) {

    public TlsConfig {
        Check.port("tls.port", port);
        if (certificate.isPresent() && key.isEmpty()) {
            throw ConfigException.at("tls.key", "tls.certificate needs its private key");
        }
        if (key.isPresent() && certificate.isEmpty()) {
            throw ConfigException.at("tls.certificate", "tls.key needs its certificate");
        }
    }
}
