package io.millrace.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.client.Runtimes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FacadeExtension.class)
class ExampleIT {

    @Test
    void theExampleOfTheReadmeRunsAsItIsWritten(RunningFacade facade) throws IOException, InterruptedException {
        ProcessBuilder example = new ProcessBuilder(
                        Runtimes.python(),
                        "../../docs/examples/put_and_get.py",
                        facade.endpoints().http().toString(),
                        "example-" + UUID.randomUUID())
                .redirectErrorStream(true);
        example.environment()
                .putAll(Map.of(
                        "AWS_ACCESS_KEY_ID", "any",
                        "AWS_SECRET_ACCESS_KEY", "any",
                        "AWS_DEFAULT_REGION", "us-east-1"));

        Process process = example.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(printed.lines().map(String::strip))
                .containsExactly(
                        "TRIM_HORIZON: ['one', 'two', 'three']",
                        "LATEST: ['one', 'two', 'three']",
                        "AT_SEQUENCE_NUMBER: ['two', 'three']",
                        "AFTER_SEQUENCE_NUMBER: ['three']",
                        "AT_TIMESTAMP: ['one', 'two', 'three']");
    }
}
