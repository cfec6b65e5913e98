package io.millrace.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

    @TempDir
    static Path folder;

    private static RunningServer running;
    private static SSLContext trust;

    @BeforeAll
    static void start() throws Exception {
        running = RunningServer.withTls(folder);
        trust = trusting(folder.resolve("tls-certificate.pem"));
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    private static SSLContext trusting(Path certificate) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            store.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static HttpRequest echo(String uri) {
        return HttpRequest.newBuilder(URI.create(uri))
                .header("content-type", "application/x-amz-json-1.1")
                .header("x-amz-target", Toys.TARGET + ".Echo")
                .POST(HttpRequest.BodyPublishers.ofString("{\"Text\":\"hello\"}"))
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void withAlpnEitherVersionIsSpoken(HttpClient.Version version) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().sslContext(trust).version(version).build();

        HttpResponse<String> response =
                client.send(echo("https://localhost:" + running.tlsPort() + "/"), HttpResponse.BodyHandlers.ofString());

        assertThat(response.body()).isEqualTo("{\"Text\":\"hello\",\"Caller\":\"AKIDTEST\"}");
        assertThat(response.version()).isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]"})
    void theCertificateIsForThisMachinesNames(String host) throws Exception {
        if (host.equals("[::1]")) {
            assertThat(certificate().getSubjectAlternativeNames().toString()).contains("0:0:0:0:0:0:0:1");
            return;
        }
        HttpResponse<String> response = HttpClient.newBuilder()
                .sslContext(trust)
                .build()
                .send(echo("https://" + host + ":" + running.tlsPort() + "/"), HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void http2IsSpokenWithoutAlpnAfterItsPreface(String protocol) throws Exception {
        try (SSLSocket socket = (SSLSocket) trust.getSocketFactory().createSocket("127.0.0.1", running.tlsPort())) {
            socket.setSoTimeout(10_000);
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
            assertThat(socket.getApplicationProtocol()).isEmpty();

            OutputStream out = socket.getOutputStream();
            out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0}); // SETTINGS, empty
            out.write(new byte[] {0, 0, 8, 6, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8}); // PING
            out.flush();

            DataInputStream in = new DataInputStream(socket.getInputStream());
            assertThat(firstFrameOf(in, 4)).as("the server's SETTINGS").isNotNull();
            assertThat(firstFrameOf(in, 6)).as("the PING's answer").containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        }
    }

    private static byte[] firstFrameOf(DataInputStream in, int wanted) throws Exception {
        while (true) {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            in.skipNBytes(5);
            byte[] payload = in.readNBytes(length);
            if (type == wanted) {
                return payload;
            }
        }
    }

    @Test
    void http11IsSpokenWithoutAlpn() throws Exception {
        try (SSLSocket socket = (SSLSocket) trust.getSocketFactory().createSocket("127.0.0.1", running.tlsPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).startsWith("HTTP/1.1 200 OK").endsWith("live\n");
        }
    }

    @Test
    void clearTextOnThePortForTlsIsNotServed() throws Exception {
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", running.tlsPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("HTTP/1.1");
        }
    }

    @Test
    void theClearTextPortIsServedBesideIt() throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(running.uri("/health/live")).build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
    }

    private static X509Certificate certificate() throws Exception {
        try (InputStream in = Files.newInputStream(folder.resolve("tls-certificate.pem"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
