package io.millrace.firehose.destination.splunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplunkSettingsTest {

    @Test
    void theTokenIsNotShown() {
        assertThat(settings("https://splunk:8088", "secret", 180, 300).toString())
                .contains("https://splunk:8088")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sec ret", "sec\nret", "secr\u00e9t"})
    void aTokenThatNoHeaderCarriesIsRefusedUntold(String token) {
        assertThatThrownBy(() -> settings("https://splunk:8088", token, 180, 300))
                .hasMessageStartingWith("splunk.token: ")
                .hasMessageNotContaining("sec");
    }

    @ParameterizedTest
    @ValueSource(strings = {"splunk:8088", "/services", "tcp://splunk:8088", "https://splunk:8088?channel=1"})
    void onlyWebAddressesAreTaken(String endpoint) {
        assertThatThrownBy(() -> settings(endpoint, "t", 180, 300)).hasMessageStartingWith("splunk.endpoint: ");
    }

    @ParameterizedTest
    @ValueSource(ints = {179, 601})
    void acknowledgementsAreWaitedForThreeToTenMinutes(int seconds) {
        assertThatThrownBy(() -> settings("https://splunk:8088", "t", seconds, 300))
                .hasMessageStartingWith("splunk.ack.timeout.seconds: ");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 7201})
    void retriesLastTwoHoursAtMost(int seconds) {
        assertThatThrownBy(() -> settings("https://splunk:8088", "t", 180, seconds))
                .hasMessageStartingWith("retry.duration.seconds: ");
    }

    private static SplunkSettings settings(String endpoint, String token, int ackSeconds, int retrySeconds) {
        return new SplunkSettings(
                URI.create(endpoint),
                HecEndpointType.EVENT,
                token,
                Duration.ofSeconds(ackSeconds),
                Duration.ofSeconds(retrySeconds),
                1);
    }
}
