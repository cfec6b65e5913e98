package io.millrace.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @Test
    void aloneItPrintsItsHelp() {
        CommandRun run = CommandRun.of();

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: millrace").contains("up", "shards", "seq", "tail", "adopt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "shards", "seq", "tail", "adopt"})
    void everyCommandTeachesByExamples(String command) {
        CommandRun run = CommandRun.of(command, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Examples:", "  millrace " + command);
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void aMisspelledCommandIsOneLineThatNamesTheRightOne() {
        CommandRun run = CommandRun.of("shard");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("Did you mean 'shards'?", "millrace --help")
                .hasLineCount(1);
    }

    @Test
    void aCommandThatThereIsNotIsToldInWordsOfTheCommandLine() {
        assertThat(CommandRun.of("nonsense").err()).startsWith("millrace: There is no command 'nonsense'.");
    }

    @Test
    void aMissingKafkaConfigIsToldWithoutANameOfJava() {
        CommandRun run = CommandRun.of("shards", "--kafka-config", "/nowhere.properties");

        assertThat(run.err())
                .contains("/nowhere.properties: there is no such file")
                .doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up --set http.prt=1",
                "up --set nonsense",
                "up --host 0.0.0.0",
                "up --port 70000",
                "up --tls-cert cert.pem",
                "up --config /nowhere.yaml",
                "up --kafka-port 99999",
                "shards --history",
                "seq 123",
                "seq --stream nosuch",
                "up --kafka-port 9092 --bootstrap-servers kafka:9092"
            })
    void aWrongSettingIsOneLineAndExitCodeTwo(String commandLine) {
        CommandRun run = CommandRun.of(commandLine.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("millrace: ").hasLineCount(1).doesNotContain("option option", "unexpected");
    }

    @Test
    void brokenYamlIsOneLineThatSaysWhere(@TempDir Path folder) throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "http:\n  port: [1\n x: }");

        CommandRun run = CommandRun.of("up", "--config", broken.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("broken.yaml line 3").hasLineCount(1);
    }

    @Test
    void credentialsThatAreNotThereAreOneLineBeforeAnythingIsMade(@TempDir Path folder) {
        Path data = folder.resolve("data");

        CommandRun run = CommandRun.of("up", "--credentials", "/nowhere", "--data", data.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("no credentials file /nowhere").hasLineCount(1);
        assertThat(data).doesNotExist();
    }

    @Test
    void aKafkaThatDoesNotAnswerIsOneLineThatSaysWhatToLookAt(@TempDir Path folder) throws Exception {
        Path impatient = Files.writeString(folder.resolve("my.properties"), "security.protocol=NONSENSE\n");

        CommandRun run = CommandRun.of("shards", "--kafka-config", impatient.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("security.protocol", "--kafka-config").hasLineCount(1);
    }
}
