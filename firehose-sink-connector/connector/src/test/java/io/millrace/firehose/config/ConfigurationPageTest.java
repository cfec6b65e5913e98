package io.millrace.firehose.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.firehose.compress.Compression;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

    private static final String REWRITE = "millrace.rewriteDocs";

    @Test
    void thePageInTheDocsIsWhatTheDefinitionSays() throws Exception {
        Path page = Path.of("../../docs/firehose-configuration.md");
        if (Boolean.getBoolean(REWRITE)) {
            ConfigurationPage.main(new String[] {page.toString()});
        }

        assertThat(page).as("rewrite it with -D%s=true", REWRITE).exists();
        assertThat(Files.readString(page))
                .as("rewrite it with -D%s=true", REWRITE)
                .isEqualTo(ConfigurationPage.render());
    }

    @Test
    void everyKeyHasALineThatExplainsIt() {
        assertThat(ConfigurationPage.render().lines().filter(line -> line.startsWith("| `")))
                .hasSize(FirehoseConfig.definition().names().size())
                .allMatch(line -> line.matches("\\| `[a-z0-9.]+` \\| [a-z]+ \\| .+ \\| .* \\| .{10,}\\. \\|"));
    }

    @Test
    void theExampleIsAConfiguration() throws Exception {
        Map<String, String> properties =
                new ObjectMapper().readValue(ConfigurationPage.EXAMPLE, new TypeReference<>() {});
        properties.put("name", "orders");

        FirehoseConfig config = FirehoseConfig.of(properties);

        assertThat(ConfigurationPage.render()).contains(ConfigurationPage.EXAMPLE.stripTrailing());
        assertThat(config.destination()).isEqualTo(new DestinationSettings.S3());
        assertThat(config.s3().compression()).isEqualTo(Compression.GZIP);
        assertThat(config.buffer().interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.processing().delimiter()).isPresent();
    }
}
