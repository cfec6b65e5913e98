package io.millrace.server.http;

import io.millrace.server.config.ConfigException;
import io.millrace.server.config.TlsConfig;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import javax.net.ssl.SSLException;

/** A certificate chain and its private key, PEM files both. */
public record TlsMaterial(Path certificate, Path key) {

    /**
     * What the settings name, or else a self-signed certificate, made on first use and kept in a folder.
     *
     * @throws ConfigException if a file is missing
     */
    public static TlsMaterial of(TlsConfig config, Path folder, Clock clock) {
        return config.certificate().isPresent() ? named(config) : SelfSignedCertificate.in(folder, clock);
    }

    /** @throws ConfigException if a certificate is named that cannot be used */
    public static void check(TlsConfig config) {
        if (config.enabled() && config.certificate().isPresent()) {
            named(config).context();
        }
    }

    private static TlsMaterial named(TlsConfig config) {
        Path certificate = config.certificate().orElseThrow();
        Path key = config.key().orElseThrow();
        readable("tls.certificate", certificate);
        readable("tls.key", key);
        return new TlsMaterial(certificate, key);
    }

    private static void readable(String setting, Path file) {
        if (!Files.isReadable(file)) {
            throw new ConfigException(setting + ": " + file + " cannot be read");
        }
    }

    /** Offers HTTP/2 and HTTP/1.1 to clients that ask (ALPN), and serves those that do not ask too. */
    SslContext context() {
        try {
            return SslContextBuilder.forServer(certificate.toFile(), key.toFile())
                    .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
                    .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .applicationProtocolConfig(new ApplicationProtocolConfig(
                            Protocol.ALPN,
                            SelectorFailureBehavior.NO_ADVERTISE,
                            SelectedListenerFailureBehavior.ACCEPT,
                            ApplicationProtocolNames.HTTP_2,
                            ApplicationProtocolNames.HTTP_1_1))
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new ConfigException("tls.certificate: " + certificate + " and " + key
                    + " are not a certificate and its PKCS #8 key in PEM (" + reason.getMessage() + ")");
        }
    }
}
