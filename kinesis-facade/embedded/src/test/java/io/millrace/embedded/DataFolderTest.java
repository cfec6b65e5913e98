package io.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFolderTest {

    @TempDir
    Path folder;

    @Test
    void aNewFolderGetsAClusterIdAndKeepsIt() {
        String first;
        try (DataFolder data = DataFolder.open(folder.resolve("new"))) {
            first = data.identity().clusterId().orElseThrow();
        }

        try (DataFolder data = DataFolder.open(folder.resolve("new"))) {
            assertThat(data.identity().clusterId()).contains(first);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "version=1\nnode.id=1\n",
                "version=1\ncluster.id=x\nnode.id=7\n",
                "version=9\ncluster.id=x\nnode.id=1\n"
            })
    void anUnreadableIdentityIsRefusedInOneLineThatSaysWhatToDo(String metaProperties) throws IOException {
        Files.writeString(folder.resolve("meta.properties"), metaProperties);

        assertThatExceptionOfType(EmbeddedServerException.class)
                .isThrownBy(() -> DataFolder.open(folder))
                .withMessageContaining(folder.toString())
                .withMessageContaining("move it away")
                .withMessageNotContaining("\n");
    }

    @Test
    void partitionsWithoutAnIdentityAreNotFormattedOver() throws IOException {
        Files.createDirectories(folder.resolve("orders-0"));

        assertThatExceptionOfType(EmbeddedServerException.class)
                .isThrownBy(() -> DataFolder.open(folder))
                .withMessageContaining("meta.properties is missing");
        assertThat(folder.resolve("meta.properties")).doesNotExist();
    }

    @Test
    void aFileInPlaceOfTheFolderIsExplained() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatExceptionOfType(EmbeddedServerException.class)
                .isThrownBy(() -> DataFolder.open(file))
                .withMessageContaining("cannot be written");
    }
}
