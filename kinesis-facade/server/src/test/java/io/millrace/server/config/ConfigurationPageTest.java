package io.millrace.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

    @Test
    void thePageInTheDocsIsWhatTheDefaultsSay() throws Exception {
        Path page = Path.of("../../docs/configuration.md");
        String rendered = ConfigurationPage.render(ConfigSource.defaultsText());

        assertThat(page)
                .as("write it with ConfigurationPage.main(%s)", page)
                .exists()
                .hasContent(rendered.stripTrailing());
        assertThat(Files.readString(page)).isEqualTo(rendered);
    }

    @Test
    void everySettingHasALineThatExplainsIt() {
        assertThat(ConfigurationPage.render(ConfigSource.defaultsText()).lines().filter(line -> line.startsWith("| `")))
                .hasSize(70)
                .allMatch(line -> line.matches("\\| `[a-zA-Z0-9.]+` \\| (none|`.+`) \\| .{10,} \\|"));
    }
}
