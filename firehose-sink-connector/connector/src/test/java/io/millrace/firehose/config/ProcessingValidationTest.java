package io.millrace.firehose.config;

import static io.millrace.firehose.config.Properties.accepted;
import static io.millrace.firehose.config.Properties.refused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What steps and transforms want to be told. */
class ProcessingValidationTest {

    @Test
    void recordsAreCutAtADelimiterThatIsThere() {
        accepted("processing.deaggregation", "delimited", "processing.deaggregation.delimiter", "Cg==");
        refused("processing.deaggregation.delimiter", "Cg==", "processing.deaggregation", "delimited");
        refused("processing.deaggregation.delimiter", "only", "processing.deaggregation.delimiter", "Cg==");
        refused("processing.delimiter", "not base64", "processing.delimiter", "\\n!");
    }

    @Test
    void cloudWatchLogsAreExpandedFirst() {
        accepted("processing.cloudwatch.logs", "true", "processing.decompression", "gzip");
        refused("processing.cloudwatch.logs", "processing.decompression=gzip", "processing.cloudwatch.logs", "true");
    }

    @ParameterizedTest
    @CsvSource({
        "http, transform.endpoint",
        "java, 'transform.handler, transform.root'",
        "node, 'transform.handler, transform.root'",
        "python, 'transform.handler, transform.root'",
        "provided, transform.root"
    })
    void aRuntimeNeedsAFunction(String runtime, String missing) {
        assertThat(Properties.faults("transform.runtime", runtime).keySet())
                .containsExactlyInAnyOrder(missing.split(", "));
    }

    @Test
    void aFunctionNeedsARuntime() {
        refused("transform.runtime", "transform.endpoint", "transform.endpoint", "http://localhost:9000");
        refused("transform.runtime", "transform.root", "transform.root", "/functions/clean");
    }

    @ParameterizedTest
    @CsvSource({"node, handler", "python, .handler", "java, com.example.Clean:handle", "java, com.example.Clean::"})
    void aHandlerIsWrittenAsItsRuntimeWants(String runtime, String handler) {
        refused(
                "transform.handler",
                "write, for example",
                "transform.runtime",
                runtime,
                "transform.root",
                "/functions/clean",
                "transform.handler",
                handler);
    }

    @Test
    void aJavaFunctionHasNoEnvironmentOfItsOwn() {
        refused(
                "transform.environment",
                "a Java function has the variables of the worker",
                "transform.runtime",
                "java",
                "transform.root",
                "/functions/orders.jar",
                "transform.handler",
                "com.example.Orders",
                "transform.environment",
                "STAGE=prod");
    }
}
