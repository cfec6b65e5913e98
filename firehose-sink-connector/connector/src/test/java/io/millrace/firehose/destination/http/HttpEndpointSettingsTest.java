package io.millrace.firehose.destination.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEndpointSettingsTest {

    @Test
    void theKeyIsNotShown() {
        assertThat(settings("https://example.com/x", "secret", Map.of(), 300).toString())
                .contains("https://example.com/x")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sec\nret", "secr\u00e9t", " "})
    void aKeyThatNoHeaderCarriesIsRefusedUntold(String key) {
        assertThatThrownBy(() -> settings("https://example.com", key, Map.of(), 300))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("http.access.key: ")
                .hasMessageNotContaining("sec");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "/path", "ftp://example.com", "https:///path"})
    void onlyWebAddressesAreTaken(String url) {
        assertThatThrownBy(() -> settings(url, "key", Map.of(), 300)).hasMessageStartingWith("http.url: ");
    }

    @Test
    void attributesAreBounded() {
        assertThatThrownBy(() -> settings("http://h", "key", Map.of("", "v"), 300))
                .hasMessageStartingWith("http.common.attributes: ");
        assertThatThrownBy(() -> settings("http://h", "key", Map.of("n", "v".repeat(1025)), 300))
                .hasMessageStartingWith("http.common.attributes: ");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 7201})
    void retriesLastTwoHoursAtMost(int seconds) {
        assertThatThrownBy(() -> settings("http://h", "key", Map.of(), seconds))
                .hasMessageStartingWith("retry.duration.seconds: ");
    }

    private static HttpEndpointSettings settings(
            String url, String key, Map<String, String> attributes, int retrySeconds) {
        return new HttpEndpointSettings(
                URI.create(url),
                "name",
                Optional.of(key),
                attributes,
                ContentEncoding.NONE,
                "arn",
                Duration.ofSeconds(retrySeconds),
                1);
    }
}
