package io.millrace.firehose.transform.inprocess;

import static io.millrace.firehose.transform.Invocations.answer;
import static io.millrace.firehose.transform.Invocations.failure;
import static io.millrace.firehose.transform.Invocations.mode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.transform.InvocationFailure;
import io.millrace.firehose.transform.Transform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Java functions that throw, hang, or answer too much. */
class HandlerFailuresTest {

    @TempDir
    private static Path shared;

    private static Path root;

    @TempDir
    private Path folder;

    private final JavaFunctions running = new JavaFunctions(root);

    @BeforeAll
    static void pack() throws IOException {
        root = FunctionPackage.folder(
                shared.resolve("task"), HandlerSources.STREAM, HandlerSources.MAPS, HandlerSources.BROKEN);
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void aHandlerThatThrowsFailsWithItsTypeAndGoesOn() throws Exception {
        Transform function = running.start("functions.Maps", 1, JavaFunctions.LONG);

        assertThat(failure(function.invoke(mode("throw"))))
                .isInstanceOf(InvocationFailure.FunctionError.class)
                .hasMessageContaining("java.lang.IllegalStateException")
                .hasMessageNotContaining("secret");
        assertThat(answer(function.invoke(mode("state")))).startsWith("[2,");
    }

    @Test
    void anErrorOfTheVirtualMachineEndsTheEnvironment() throws Exception {
        Transform function = running.start("functions.Maps", 1, JavaFunctions.LONG);

        assertThat(failure(function.invoke(mode("exhaust"))))
                .isInstanceOf(InvocationFailure.FunctionError.class)
                .hasMessageContaining("StackOverflowError");
        assertThat(answer(function.invoke(mode("state")))).startsWith("[1,");
    }

    @Test
    void anInterruptionByTheFunctionItselfEndsNothing() throws Exception {
        Transform function = running.start("functions.Maps", 1, JavaFunctions.LONG);

        assertThat(answer(function.invoke(mode("interrupt itself")))).isEqualTo("1");
        assertThat(answer(function.invoke(mode("state")))).startsWith("[2,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"functions.Maps", "functions.Stream::much"})
    void tooMuchIsRefused(String handler) throws Exception {
        Transform function = running.start(handler, 1, JavaFunctions.LONG);

        assertThat(failure(function.invoke(mode("much")))).isInstanceOf(InvocationFailure.TooLarge.class);
    }

    @Test
    void aHandlerThatTakesTooLongIsInterruptedAndGetsAnotherEnvironment() throws Exception {
        Transform function = running.start("functions.Maps", 1, Duration.ofMillis(300));
        answer(function.invoke(mode("state")));

        for (int i = 0; i < 5; i++) {
            assertThat(failure(function.invoke(mode("sleep")))).isInstanceOf(InvocationFailure.Timeout.class);
        }
        assertThat(answer(function.invoke(mode("state")))).startsWith("[1,");
    }

    @Test
    void threadsThatCannotBeStoppedAreBoundedAndTheFirstThatEndsLetsThingsGoOn() throws Exception {
        Transform function = running.start("functions.Maps", 1, Duration.ofMillis(300));
        Path until = folder.resolve("until");
        byte[] hang = "{\"mode\":\"hang\",\"until\":\"%s\"}".formatted(until).getBytes(UTF_8);

        assertThat(failure(function.invoke(hang))).isInstanceOf(InvocationFailure.Timeout.class);
        assertThat(failure(function.invoke(hang))).isInstanceOf(InvocationFailure.Timeout.class);
        assertThat(failure(function.invoke(hang))).hasMessageContaining(InProcessTransform.TOO_MANY_HUNG);
        assertThat(failure(function.invoke(mode("state")))).hasMessageContaining(InProcessTransform.TOO_MANY_HUNG);

        Files.createFile(until);
        assertThat(eventually(function, mode("state"))).startsWith("[1,");
    }

    @Test
    void aClassThatCannotBeLoadedFailsRatherThanWaits() throws Exception {
        Transform function = running.start("functions.Broken::handle", 1, JavaFunctions.LONG);

        assertThat(failure(function.invoke(mode("ok"))))
                .isInstanceOf(InvocationFailure.FunctionError.class)
                .hasMessageContaining("ExceptionInInitializerError");
    }

    private static String eventually(Transform function, byte[] request) throws Exception {
        Instant deadline = Instant.now().plusSeconds(30);
        while (true) {
            try {
                return answer(function.invoke(request));
            } catch (ExecutionException e) {
                assertThat(Instant.now()).as("it does not recover: " + e).isBefore(deadline);
                Thread.sleep(20);
            }
        }
    }
}
