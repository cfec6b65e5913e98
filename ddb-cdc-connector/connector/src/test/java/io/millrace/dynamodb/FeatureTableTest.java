package io.millrace.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/dynamodb-features.md} says of each feature which test holds it. */
final class FeatureTableTest {

    private static final Path PAGE = Path.of("../../docs/dynamodb-features.md");
    private static final Pattern LINK = Pattern.compile("]\\((?<file>[^)#]+)(#[^)]*)?\\)");

    @Test
    void everyFileThatTheTableNamesIsThere() throws IOException {
        List<String> files = LINK.matcher(Files.readString(PAGE))
                .results()
                .map(link -> link.group(1))
                .distinct()
                .toList();

        assertThat(files).hasSizeGreaterThan(12);
        assertThat(files)
                .allSatisfy(file -> assertThat(PAGE.resolveSibling(file)).exists());
    }

    @Test
    void everyFeatureThatIsThereNamesATest() throws IOException {
        assertThat(Files.readAllLines(PAGE).stream()
                        .filter(line -> line.startsWith("| "))
                        .skip(1)
                        .filter(line -> !line.contains("| not yet |")))
                .hasSizeGreaterThan(15)
                .allMatch(line -> line.contains("Test]") || line.contains("IT]"));
    }
}
