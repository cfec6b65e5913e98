package io.millrace.server.http;

import io.millrace.server.config.ConfigException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Makes a certificate for this machine's names with the JDK's keytool, and keeps it: clients are told to trust the file, so it must
 * not change at every start. It is made anew a month before it expires.
 */
final class SelfSignedCertificate {

    private static final int VALID_DAYS = 825;
    private static final Duration RENEWAL = Duration.ofDays(30);
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");
    private static final String ALIAS = "millrace";

    private SelfSignedCertificate() {}

    static TlsMaterial in(Path folder, Clock clock) {
        TlsMaterial material = new TlsMaterial(folder.resolve("tls-certificate.pem"), folder.resolve("tls-key.pem"));
        try {
            if (!isUsable(material, clock.instant())) {
                Files.createDirectories(folder);
                make(material, folder);
            }
            return material;
        } catch (IOException | GeneralSecurityException e) {
            throw new ConfigException("tls: a self-signed certificate cannot be made in " + folder + " ("
                    + e.getMessage() + "); set tls.certificate and tls.key");
        }
    }

    private static boolean isUsable(TlsMaterial material, Instant now) throws IOException {
        if (!Files.exists(material.certificate()) || !Files.exists(material.key())) {
            return false;
        }
        try (var in = Files.newInputStream(material.certificate())) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            return certificate.getNotAfter().toInstant().isAfter(now.plus(RENEWAL));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static void make(TlsMaterial material, Path folder) throws IOException, GeneralSecurityException {
        String password = UUID.randomUUID().toString();
        Path store = Files.createTempDirectory(folder, "keytool").resolve("store.p12");
        try {
            runKeytool(store, password);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (var in = Files.newInputStream(store)) {
                keys.load(in, password.toCharArray());
            }
            byte[] key = keys.getKey(ALIAS, password.toCharArray()).getEncoded();
            byte[] certificate = keys.getCertificate(ALIAS).getEncoded();
            write(material.key(), "PRIVATE KEY", key, "rw-------");
            write(material.certificate(), "CERTIFICATE", certificate, "rw-r--r--");
        } finally {
            Files.deleteIfExists(store);
            Files.deleteIfExists(store.getParent());
        }
    }

    private static void runKeytool(Path store, String password) throws IOException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = List.of(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=Millrace on " + hostName().orElse("localhost"),
                "-validity",
                String.valueOf(VALID_DAYS),
                "-ext",
                "SAN=" + String.join(",", names()),
                "-ext",
                "KU:c=digitalSignature",
                "-ext",
                "EKU=serverAuth",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                // Not an argument, which other users of the machine could read.
                "-storepass:env",
                "MILLRACE_STORE_PASSWORD");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("MILLRACE_STORE_PASSWORD", password);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroy();
                throw new IOException("keytool failed: " + said.strip());
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of("dns:localhost", "dns:*.localhost", "ip:127.0.0.1", "ip:::1"));
        hostName().filter(name -> !name.equals("localhost")).ifPresent(name -> names.add("dns:" + name));
        return names;
    }

    private static Optional<String> hostName() {
        try {
            return Optional.of(InetAddress.getLocalHost().getHostName()).filter(HOST_NAME.asMatchPredicate());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Under its own name only once it is whole. */
    private static void write(Path file, String type, byte[] der, String permissions) throws IOException {
        String pem = "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + type + "-----\n";
        boolean posix = Files.getFileStore(file.getParent()).supportsFileAttributeView("posix");
        Path part = posix
                ? Files.createTempFile(
                        file.getParent(),
                        file.getFileName().toString(),
                        ".part",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createTempFile(file.getParent(), file.getFileName().toString(), ".part");
        Files.writeString(part, pem);
        if (posix) {
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString(permissions));
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
