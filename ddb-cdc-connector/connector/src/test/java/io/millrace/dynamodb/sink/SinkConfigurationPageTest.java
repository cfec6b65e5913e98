package io.millrace.dynamodb.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SinkConfigurationPageTest {

    private static final String REWRITE = "millrace.rewriteDocs";

    @Test
    void thePageInTheDocsIsWhatTheDefinitionSays() throws Exception {
        Path page = Path.of("../../docs/dynamodb-sink-configuration.md");
        if (Boolean.getBoolean(REWRITE)) {
            SinkConfigurationPage.main(new String[] {page.toString()});
        }

        assertThat(page).as("rewrite it with -D%s=true", REWRITE).exists();
        assertThat(Files.readString(page))
                .as("rewrite it with -D%s=true", REWRITE)
                .isEqualTo(SinkConfigurationPage.render());
    }

    @Test
    void theExampleIsAConfiguration() throws Exception {
        Map<String, String> properties =
                new ObjectMapper().readValue(SinkConfigurationPage.EXAMPLE, new TypeReference<>() {});

        assertThat(new DynamoDbSinkConnector().validate(properties).configValues())
                .allSatisfy(value -> assertThat(value.errorMessages()).isEmpty());
    }
}
