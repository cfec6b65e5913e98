package io.millrace.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.server.config.ConfigException;
import io.millrace.server.config.ServerConfig;
import io.millrace.server.config.TlsConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfSignedCertificateTest {

    @TempDir
    Path folder;

    private static final Clock NOW = Clock.systemUTC();

    @Test
    void theCertificateIsKeptAndItsKeyIsPrivate() throws Exception {
        TlsMaterial made = SelfSignedCertificate.in(folder.resolve("data"), NOW);
        String certificate = Files.readString(made.certificate());

        TlsMaterial again = SelfSignedCertificate.in(folder.resolve("data"), NOW);

        assertThat(Files.readString(again.certificate())).isEqualTo(certificate);
        assertThat(Files.getPosixFilePermissions(made.key())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (Stream<Path> files = Files.list(folder.resolve("data"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("tls-certificate.pem", "tls-key.pem");
        }
    }

    @Test
    void aCertificateThatIsAboutToExpireOrIsDamagedIsMadeAnew() throws Exception {
        TlsMaterial first = SelfSignedCertificate.in(folder, NOW);
        String certificate = Files.readString(first.certificate());

        SelfSignedCertificate.in(folder, Clock.offset(NOW, Duration.ofDays(800)));
        String renewed = Files.readString(first.certificate());
        Files.writeString(first.certificate(), "not a certificate");
        SelfSignedCertificate.in(folder, NOW);

        assertThat(renewed).isNotEqualTo(certificate).startsWith("-----BEGIN CERTIFICATE-----\n");
        assertThat(Files.readString(first.certificate())).startsWith("-----BEGIN CERTIFICATE-----\n");
    }

    @Test
    void aFileThatIsMissingOrNotWhatItShouldBeIsNamed() throws Exception {
        TlsConfig missing = ServerConfig.of(Map.of("tls.certificate", "/no/such.pem", "tls.key", "/no/key.pem"))
                .tls();
        Path garbage = Files.writeString(folder.resolve("garbage.pem"), "garbage");

        assertThatThrownBy(() -> TlsMaterial.of(missing, folder, NOW))
                .isInstanceOf(ConfigException.class)
                .hasMessage("tls.certificate: /no/such.pem cannot be read");
        assertThatThrownBy(() -> TlsMaterial.of(
                                new TlsConfig(true, 0, Optional.of(garbage), Optional.of(garbage)), folder, NOW)
                        .context())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("are not a certificate and its PKCS #8 key in PEM");
    }
}
