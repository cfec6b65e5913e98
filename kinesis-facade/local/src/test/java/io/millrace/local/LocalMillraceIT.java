package io.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.server.auth.CredentialFileException;
import io.millrace.server.catalog.CatalogUnreadableException;
import io.millrace.server.config.ConfigException;
import io.millrace.server.config.ConfigSource;
import io.millrace.server.http.PortInUseException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalMillraceIT {

    private static final String UNCHECKED = "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/kinesis/aws4_request,"
            + " SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64);

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void streamsAreThereAgainAfterARestart() throws Exception {
        try (LocalMillrace first = start(Map.of())) {
            assertThat(call(first, "CreateStream", "{\"StreamName\":\"orders\",\"ShardCount\":1}")
                            .statusCode())
                    .isEqualTo(200);
        }

        try (LocalMillrace second = start(Map.of())) {
            assertThat(call(second, "DescribeStreamSummary", "{\"StreamName\":\"orders\"}")
                            .body())
                    .contains("\"StreamName\":\"orders\"");
        }
    }

    @Test
    void aWrongSettingIsFoundBeforeAnythingIsMade() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> start(Map.of("http.host", "0.0.0.0")))
                .withMessageContaining("auth.credentialsFile");
        assertThat(folder.resolve("kafka")).doesNotExist();
    }

    @Test
    void theBrokerIsLetGoWhenTheServerDoesNotStart() {
        assertThatExceptionOfType(CatalogUnreadableException.class)
                .isThrownBy(() -> start(Map.of("kafka.catalogTopic", ".")))
                .withMessageContaining("invalid");

        start(Map.of()).close();
        assertThat(Files.exists(folder.resolve("kafka"))).isTrue();
    }

    @Test
    void credentialsThatAreNotThereAreFoundBeforeAnythingIsMade() {
        assertThatExceptionOfType(CredentialFileException.class)
                .isThrownBy(() -> start(Map.of("auth.credentialsFile", "/nowhere/credentials")))
                .withMessageContaining("/nowhere/credentials");
        assertThat(folder.resolve("kafka")).doesNotExist();
    }

    @Test
    void aPortThatIsTakenIsFoundBeforeAnythingIsMade() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatExceptionOfType(PortInUseException.class)
                    .isThrownBy(() -> start(Map.of("http.port", Integer.toString(taken.getLocalPort()))))
                    .withMessageContaining(Integer.toString(taken.getLocalPort()));
        }
        assertThat(folder.resolve("kafka")).doesNotExist();
    }

    private LocalMillrace start(Map<String, String> settings) {
        return LocalMillrace.start(
                folder,
                0,
                ConfigSource.defaults().settings(Map.of("http.port", "0")).settings(settings));
    }

    private HttpResponse<String> call(LocalMillrace millrace, String operation, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + millrace.facade().port().orElseThrow()))
                .header("X-Amz-Target", "Kinesis_20131202." + operation)
                .header("X-Amz-Date", "20260101T000000Z")
                .header("Authorization", UNCHECKED)
                .header("Content-Type", "application/x-amz-json-1.1")
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
