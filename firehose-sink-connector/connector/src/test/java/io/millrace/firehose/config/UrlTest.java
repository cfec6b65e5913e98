package io.millrace.firehose.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3.endpoint",
                "s3.sts.endpoint",
                "transform.endpoint",
                "format.schema.registry.url",
                "http.url",
                "opensearch.endpoint",
                "splunk.endpoint"
            })
    void aPasswordWithinIsRefusedAndNotRepeated(String key) {
        Map<String, List<String>> faults = Properties.faults(key, "https://user:secret@example.com");

        assertThat(faults.get(key)).anyMatch(message -> message.contains("must not hold a user and a password"));
        assertThat(faults.toString()).doesNotContain("secret@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com/@orders", "https://example.com?to=a@b"})
    void anAtSignFurtherOnIsTaken(String url) {
        assertThat(Properties.faults("s3.endpoint", url)).isEmpty();
    }
}
