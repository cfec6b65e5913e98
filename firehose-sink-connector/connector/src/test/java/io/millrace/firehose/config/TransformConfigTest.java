package io.millrace.firehose.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.aws.AccessKey;
import io.millrace.firehose.aws.Identity;
import io.millrace.firehose.transform.Limits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Functions, as they are configured. */
class TransformConfigTest {

    @Test
    void anHttpFunctionMayBeLambdaItself() {
        TransformSettings transform = Properties.read(
                        "transform.runtime", "http",
                        "transform.endpoint", "https://lambda.us-east-1.amazonaws.com",
                        "transform.function", "clean",
                        "transform.signing", "sigv4",
                        "transform.signing.access.key.id", "id",
                        "transform.signing.secret.access.key", "secret")
                .transform()
                .orElseThrow();

        assertThat(transform)
                .isEqualTo(new TransformSettings(
                        new FunctionSettings.Http(
                                URI.create("https://lambda.us-east-1.amazonaws.com"),
                                "clean",
                                Optional.of(new FunctionSettings.Signing(
                                        "us-east-1", Identity.of(new AccessKey("id", "secret"))))),
                        Limits.DEFAULT,
                        3,
                        5,
                        Duration.ofMinutes(5)));
    }

    @Test
    void aScriptRunsInChildrenThatSeeTheirEnvironment() {
        FunctionSettings function = Properties.read(
                        "transform.runtime", "python",
                        "transform.root", "/functions/clean",
                        "transform.handler", "app.handler",
                        "transform.environment", "STAGE=prod,URL=http://a?b=c",
                        "transform.processes", "3")
                .transform()
                .orElseThrow()
                .function();

        assertThat(function)
                .isEqualTo(new FunctionSettings.Processes(
                        FunctionSettings.ProcessRuntime.PYTHON,
                        Path.of("/functions/clean"),
                        "app.handler",
                        "python3",
                        Map.of("STAGE", "prod", "URL", "http://a?b=c"),
                        3));
    }

    @Test
    void aJavaHandlerIsAClassInAJar() {
        assertThat(Properties.read(
                                "transform.runtime", "java",
                                "transform.root", "/functions/clean.jar",
                                "transform.handler", "com.example.Clean::handleRequest")
                        .transform()
                        .orElseThrow()
                        .function())
                .isEqualTo(
                        new FunctionSettings.Java(Path.of("/functions/clean.jar"), "com.example.Clean::handleRequest"));
    }

    @Test
    void aTransformsBufferMayBeAFifthOfAMebibyte() {
        assertThat(Properties.read(
                                "transform.runtime", "http",
                                "transform.endpoint", "http://localhost:9000",
                                "transform.buffer.size.mib", "0.2",
                                "transform.buffer.interval.seconds", "0")
                        .transform()
                        .orElseThrow()
                        .limits())
                .isEqualTo(new Limits(209_715, Duration.ZERO));
    }
}
