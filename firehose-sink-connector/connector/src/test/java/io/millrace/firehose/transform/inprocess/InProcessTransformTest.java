package io.millrace.firehose.transform.inprocess;

import static io.millrace.firehose.transform.Invocations.answer;
import static io.millrace.firehose.transform.Invocations.failure;
import static io.millrace.firehose.transform.Invocations.mode;
import static io.millrace.firehose.transform.Invocations.transformed;
import static io.millrace.firehose.transform.Records.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.transform.Envelope;
import io.millrace.firehose.transform.InvocationFailure;
import io.millrace.firehose.transform.Records;
import io.millrace.firehose.transform.Transform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Java functions in environments of their own. */
class InProcessTransformTest {

    @TempDir
    private static Path shared;

    private static Path root;

    private final JavaFunctions running = new JavaFunctions(root);

    @BeforeAll
    static void pack() throws IOException {
        root = FunctionPackage.folder(
                shared.resolve("task"),
                HandlerSources.EVENTS,
                HandlerSources.MSK,
                HandlerSources.STREAM,
                HandlerSources.MAPS);
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @ParameterizedTest
    @CsvSource({
        "functions.Events, DIRECT",
        "functions.Events::handleRequest, DIRECT",
        "functions.Msk, KAFKA",
        "functions.Stream, DIRECT",
        "functions.Stream::bytes, DIRECT",
        "functions.Maps, DIRECT",
        "functions.Maps::plain, DIRECT"
    })
    void unmodifiedHandlerTransformsRecords(String handler, Envelope.Shape shape) throws Exception {
        Transform function = running.start(handler, 1, JavaFunctions.LONG);

        for (int i = 0; i < 3; i++) {
            assertThat(told(transformed(function, shape == Envelope.Shape.DIRECT ? Records.DIRECT : Records.KAFKA)))
                    .containsExactly("R0", "R1", "R2");
        }
    }

    @Test
    void batchesRunAtTheSameTimeInEnvironmentsOfTheirOwn() throws Exception {
        Transform function = running.start("functions.Maps", 2, JavaFunctions.LONG);
        List<CompletionStage<byte[]>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(function.invoke(mode("rubbish")));
        }

        for (CompletionStage<byte[]> answer : answers) {
            assertThat(answer(answer)).isEqualTo("\"nonsense\"");
        }
    }

    @Test
    void anEnvironmentIsLoadedOnceAndKeepsItsState() throws Exception {
        Transform function = running.start("functions.Maps", 1, JavaFunctions.LONG);

        String first = answer(function.invoke(mode("state")));
        String second = answer(function.invoke(mode("state")));

        assertThat(first).startsWith("[1,");
        assertThat(second).isEqualTo(first.replaceFirst("1,", "2,"));
    }

    @Test
    void whatIsReturnedIsTheAnswerWhateverItIs() throws Exception {
        Transform function = running.start("functions.Maps", 1, JavaFunctions.LONG);

        assertThat(answer(function.invoke(mode("rubbish")))).isEqualTo("\"nonsense\"");
        assertThat(answer(function.invoke(mode("nothing")))).isEqualTo("null");
    }

    @Test
    void theContextIsTheFunctionsOwn() throws Exception {
        Transform function = running.start("functions.Maps", 1, JavaFunctions.LONG);

        assertThat(answer(function.invoke(mode("context")))).isEqualTo("[true,\"transform\",true,true,true,true]");
    }

    @Test
    void closingEndsWhatIsUnderWay() throws Exception {
        Transform function = running.start("functions.Maps", 1, JavaFunctions.LONG);
        CompletionStage<byte[]> answer = function.invoke(mode("sleep"));
        function.close();

        assertThat(failure(answer)).isInstanceOf(InvocationFailure.Transport.class);
        assertThat(failure(function.invoke(mode("ok")))).isInstanceOf(InvocationFailure.Transport.class);
    }
}
