package io.millrace.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigurationPageTest {

    private static final String REWRITE = "millrace.rewriteDocs";

    @Test
    void thePageInTheDocsIsWhatTheDefinitionSays() throws Exception {
        Path page = Path.of("../../docs/dynamodb-configuration.md");
        if (Boolean.getBoolean(REWRITE)) {
            ConfigurationPage.main(new String[] {page.toString()});
        }

        assertThat(page).as("rewrite it with -D%s=true", REWRITE).exists();
        assertThat(Files.readString(page))
                .as("rewrite it with -D%s=true", REWRITE)
                .isEqualTo(ConfigurationPage.render());
    }

    @Test
    void everyPropertyHasALineThatExplainsIt() {
        assertThat(ConfigurationPage.render().lines().filter(line -> line.startsWith("| `")))
                .hasSize(DynamoDbConnectorConfig.definition().names().size())
                .allMatch(line -> line.matches("\\| `[a-zA-Z0-9._]+` \\| [a-z]+ \\| .+ \\| .{10,} \\|"));
    }

    @Test
    void theExampleIsAConfiguration() throws Exception {
        Map<String, String> properties =
                new ObjectMapper().readValue(ConfigurationPage.EXAMPLE, new TypeReference<>() {});

        assertThat(new DynamoDbConnector().validate(properties).configValues())
                .allSatisfy(value -> assertThat(value.errorMessages()).isEmpty());
        assertThat(ConfigurationPage.render()).contains(ConfigurationPage.EXAMPLE.stripTrailing());
    }
}
