package io.millrace.firehose.transform.process;

import static io.millrace.firehose.transform.Invocations.answer;
import static io.millrace.firehose.transform.Invocations.failure;
import static io.millrace.firehose.transform.Invocations.mode;
import static io.millrace.firehose.transform.Invocations.transformed;
import static io.millrace.firehose.transform.Records.told;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.firehose.transform.InvocationFailure;
import io.millrace.firehose.transform.Invocations;
import io.millrace.firehose.transform.Records;
import io.millrace.firehose.transform.Transform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Handlers as they are written for Lambda, in real interpreters. */
class ProcessTransformTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path root;

    private final List<Transform> started = new ArrayList<>();

    enum Language {
        PYTHON("/usr/bin/python3", "app.py", """
                import base64, os, subprocess, time

                def handler(event, context):
                    mode = event.get("mode", "ok")
                    print("mode", mode)
                    if mode == "crash" or (mode == "crash once" and not os.path.exists("crashed")):
                        open("crashed", "w").close()
                        os._exit(3)
                    if mode == "throw":
                        raise ValueError("secret")
                    if mode == "hang":
                        sleeper = subprocess.Popen(["sleep", "600"])
                        with open("pids.part", "w") as pids:
                            pids.write("%d %d" % (os.getpid(), sleeper.pid))
                        os.rename("pids.part", "pids")
                        time.sleep(600)
                    if mode == "rubbish":
                        return "nonsense"
                    if mode == "much":
                        return "x" * (7 << 20)
                    if mode == "environment":
                        return sorted(os.environ) + [context.aws_request_id != "", context.get_remaining_time_in_millis() > 0]
                    return {"records": [dict(recordId=r["recordId"], result="Ok",
                        data=base64.b64encode(base64.b64decode(r["data"]).upper()).decode()) for r in event["records"]]}
                """),
        NODE("/usr/bin/node", "index.js", """
                const fs = require('fs');
                exports.handler = async (event, context) => {
                  const mode = event.mode || 'ok';
                  console.log('mode', mode);
                  if (mode === 'crash' || (mode === 'crash once' && !fs.existsSync('crashed'))) {
                    fs.writeFileSync('crashed', '');
                    process.exit(3);
                  }
                  if (mode === 'throw') throw new TypeError('secret');
                  if (mode === 'hang') {
                    const sleeper = require('child_process').spawn('sleep', ['600']);
                    fs.writeFileSync('pids.part', process.pid + ' ' + sleeper.pid);
                    fs.renameSync('pids.part', 'pids');
                    for (;;) {}
                  }
                  if (mode === 'rubbish') return 'nonsense';
                  if (mode === 'much') return 'x'.repeat(7 << 20);
                  if (mode === 'environment') {
                    return Object.keys(process.env).sort()
                        .concat([context.awsRequestId !== '', context.getRemainingTimeInMillis() > 0]);
                  }
                  return { records: event.records.map((r) => ({ recordId: r.recordId, result: 'Ok',
                    data: Buffer.from(Buffer.from(r.data, 'base64').toString().toUpperCase()).toString('base64') })) };
                };
                """);

        private final String executable;
        private final String file;
        private final String code;

        Language(String executable, String file, String code) {
            this.executable = executable;
            this.file = file;
            this.code = code;
        }

        FunctionSpec spec(Path root, String handler) {
            Map<String, String> environment = Map.of("STAGE", "test");
            return this == PYTHON
                    ? FunctionSpec.python(executable, root, handler, environment)
                    : FunctionSpec.node(executable, root, handler, environment);
        }

        String module() {
            return file.substring(0, file.indexOf('.'));
        }
    }

    @AfterEach
    void stop() {
        started.forEach(Transform::close);
    }

    @ParameterizedTest
    @EnumSource
    void unmodifiedHandlerTransformsRecords(Language language) throws Exception {
        Transform function = start(language, 1, LONG);

        for (int i = 0; i < 3; i++) {
            assertThat(told(transformed(function, Records.DIRECT))).containsExactly("R0", "R1", "R2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void handlerThatThrowsIsAFunctionErrorAndItsProcessGoesOn(Language language) throws Exception {
        Transform function = start(language, 1, LONG);

        assertThat(failure(function.invoke(mode("throw"))))
                .isInstanceOf(InvocationFailure.FunctionError.class)
                .hasMessageContaining(language == Language.PYTHON ? "ValueError" : "TypeError")
                .hasMessageNotContaining("secret");
        assertThat(told(transformed(function, Records.DIRECT))).containsExactly("R0", "R1", "R2");
    }

    @ParameterizedTest
    @EnumSource
    void processThatCrashesFailsItsInvocationAndIsStartedAgain(Language language) throws Exception {
        Transform function = start(language, 1, LONG);

        assertThat(failure(function.invoke(mode("crash")))).hasMessageContaining("Runtime.ExitError");
        assertThat(failure(function.invoke(mode("crash")))).hasMessageContaining("Runtime.ExitError");
        assertThat(told(transformed(function, Records.DIRECT))).containsExactly("R0", "R1", "R2");
    }

    @ParameterizedTest
    @EnumSource
    void processThatHangsIsKilledWithWhatItStarted(Language language) throws Exception {
        Transform function = start(language, 1, Duration.ofSeconds(4));

        assertThat(failure(function.invoke(mode("hang")))).isInstanceOf(InvocationFailure.Timeout.class);

        for (String pid : Files.readString(root.resolve("pids")).split(" ")) {
            awaitDeath(pid);
        }
        assertThat(told(transformed(function, Records.DIRECT))).containsExactly("R0", "R1", "R2");
    }

    @ParameterizedTest
    @EnumSource
    void rubbishIsHandedOnAndTooMuchIsNot(Language language) throws Exception {
        Transform function = start(language, 1, LONG);

        assertThat(answer(function.invoke(mode("rubbish")))).isEqualTo("\"nonsense\"");
        assertThat(failure(function.invoke(mode("much")))).isInstanceOf(InvocationFailure.TooLarge.class);
        assertThat(told(transformed(function, Records.DIRECT))).containsExactly("R0", "R1", "R2");
    }

    @ParameterizedTest
    @EnumSource
    void functionSeesItsOwnEnvironmentAndNotOurs(Language language) throws Exception {
        Transform function = start(language, 1, LONG);

        assertThat(answer(function.invoke(mode("environment"))))
                .contains("STAGE", "AWS_LAMBDA_RUNTIME_API", "LAMBDA_TASK_ROOT", "true")
                .doesNotContain("false", "USER", "JAVA_HOME", "MAVEN");
    }

    @ParameterizedTest
    @EnumSource
    void functionThatCannotBeLoadedFailsRatherThanWaits(Language language) throws Exception {
        assumeTrue(Files.isExecutable(Path.of(language.executable)), "no " + language.executable + " here");
        Transform function = start(language.spec(root, "missing.handler"), 1, LONG);

        assertThat(failure(function.invoke(mode("ok")))).isInstanceOf(InvocationFailure.FunctionError.class);
    }

    @Test
    void executableThatIsNotThereFailsRatherThanWaits() throws Exception {
        Transform function = start(FunctionSpec.provided(root, "x", Map.of()), 1, LONG);

        assertThat(failure(function.invoke(mode("ok")))).hasMessageContaining("Runtime.StartError");
    }

    @Test
    void environmentThatNoProcessCanHaveFailsRatherThanWaits() throws Exception {
        Transform function = start(FunctionSpec.provided(root, "x", Map.of("A=B", "c")), 1, LONG);

        assertThat(failure(function.invoke(mode("ok")))).hasMessageContaining("Runtime.StartError");
    }

    @Test
    void invocationsBeyondTheProcessesWaitInLine() throws Exception {
        Transform function = start(Language.PYTHON, 2, LONG);
        List<CompletionStage<byte[]>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(function.invoke(mode("rubbish")));
        }

        for (CompletionStage<byte[]> answer : answers) {
            assertThat(answer(answer)).isEqualTo("\"nonsense\"");
        }
    }

    @Test
    void closingEndsWhatIsUnderWay() throws Exception {
        Transform function = start(Language.PYTHON, 1, LONG);
        CompletionStage<byte[]> answer = function.invoke(mode("hang"));
        function.close();

        assertThat(failure(answer)).isInstanceOf(InvocationFailure.Transport.class);
        assertThat(failure(function.invoke(mode("ok")))).isInstanceOf(InvocationFailure.Transport.class);
    }

    @Test
    void batchSurvivesACrash() throws Exception {
        Transform function = start(Language.PYTHON, 1, LONG);
        Transform crashesOnce = new Transform() {
            @Override
            public CompletionStage<byte[]> invoke(byte[] request) {
                String text = new String(request, UTF_8);
                return function.invoke(("{\"mode\":\"crash once\"," + text.substring(1)).getBytes(UTF_8));
            }

            @Override
            public void close() {}
        };

        assertThat(told(transformed(crashesOnce, Records.DIRECT))).containsExactly("R0", "R1", "R2");
    }

    private Transform start(Language language, int children, Duration limit) throws IOException {
        assumeTrue(Files.isExecutable(Path.of(language.executable)), "no " + language.executable + " here");
        Files.writeString(root.resolve(language.file), language.code);
        return start(language.spec(root, language.module() + ".handler"), children, limit);
    }

    private Transform start(FunctionSpec spec, int children, Duration limit) throws IOException {
        var function =
                new ProcessTransform(spec, children, limit, LONG, Invocations.SHORT, Clock.systemUTC(), new Random(1));
        started.add(function);
        return function;
    }

    /** A killed process whose new parent has not yet noticed is as dead as one that is gone. */
    private static void awaitDeath(String pid) throws Exception {
        Path stat = Path.of("/proc", pid, "stat");
        Instant deadline = Instant.now().plusSeconds(30);
        while (Files.exists(stat) && !state(stat).contains(") Z ")) {
            assertThat(Instant.now()).as("process %s is alive", pid).isBefore(deadline);
            Thread.sleep(20);
        }
    }

    private static String state(Path stat) {
        try {
            return Files.readString(stat);
        } catch (IOException e) {
            return ") Z ";
        }
    }
}
