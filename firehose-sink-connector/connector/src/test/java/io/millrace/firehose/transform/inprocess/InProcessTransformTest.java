package io.millrace.firehose.transform.inprocess;

import static io.millrace.firehose.transform.Records.records;
import static io.millrace.firehose.transform.Records.told;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.millrace.firehose.retry.Backoff;
import io.millrace.firehose.transform.Envelope;
import io.millrace.firehose.transform.InvocationFailure;
import io.millrace.firehose.transform.Records;
import io.millrace.firehose.transform.Transform;
import io.millrace.firehose.transform.Transformed;
import io.millrace.firehose.transform.Transformer;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Handlers as they are written for Lambda, compiled against its libraries and packed as they are deployed. */
class InProcessTransformTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Backoff SHORT = new Backoff(Duration.ofMillis(10), Duration.ofMillis(50));

    private static final String EVENTS = """
            package functions;

            import com.amazonaws.services.lambda.runtime.Context;
            import com.amazonaws.services.lambda.runtime.RequestHandler;
            import com.amazonaws.services.lambda.runtime.events.KinesisAnalyticsInputPreprocessingResponse;
            import com.amazonaws.services.lambda.runtime.events.KinesisAnalyticsInputPreprocessingResponse.Record;
            import com.amazonaws.services.lambda.runtime.events.KinesisAnalyticsInputPreprocessingResponse.Result;
            import com.amazonaws.services.lambda.runtime.events.KinesisFirehoseEvent;
            import java.nio.ByteBuffer;
            import java.nio.charset.StandardCharsets;
            import java.util.ArrayList;

            public class Events implements RequestHandler<KinesisFirehoseEvent, KinesisAnalyticsInputPreprocessingResponse> {
                @Override
                public KinesisAnalyticsInputPreprocessingResponse handleRequest(KinesisFirehoseEvent event, Context context) {
                    KinesisAnalyticsInputPreprocessingResponse response = new KinesisAnalyticsInputPreprocessingResponse();
                    response.setRecords(new ArrayList<>());
                    for (KinesisFirehoseEvent.Record record : event.getRecords()) {
                        context.getLogger().log("record " + record.getRecordId() + "\\n");
                        String text = StandardCharsets.UTF_8.decode(record.getData()).toString();
                        response.getRecords().add(new Record(record.getRecordId(),
                            record.getApproximateArrivalTimestamp() > 0 ? Result.Ok : Result.ProcessingFailed,
                            ByteBuffer.wrap(text.toUpperCase().getBytes(StandardCharsets.UTF_8))));
                    }
                    return response;
                }
            }
            """;
    private static final String MSK = """
            package functions;

            import com.amazonaws.services.lambda.runtime.Context;
            import com.amazonaws.services.lambda.runtime.RequestHandler;
            import com.amazonaws.services.lambda.runtime.events.MSKFirehoseEvent;
            import com.amazonaws.services.lambda.runtime.events.MSKFirehoseResponse;
            import java.nio.ByteBuffer;
            import java.nio.charset.StandardCharsets;
            import java.util.ArrayList;
            import java.util.List;

            public class Msk extends Base<MSKFirehoseEvent, MSKFirehoseResponse> {
                @Override
                MSKFirehoseResponse transform(MSKFirehoseEvent event) {
                    List<MSKFirehoseResponse.Record> records = new ArrayList<>();
                    for (MSKFirehoseEvent.Record record : event.getRecords()) {
                        String text = StandardCharsets.UTF_8.decode(record.getKafkaRecordValue()).toString();
                        MSKFirehoseResponse.Result result = record.getMskRecordMetadata().containsKey("partitionId")
                            ? MSKFirehoseResponse.Result.Ok : MSKFirehoseResponse.Result.ProcessingFailed;
                        records.add(new MSKFirehoseResponse.Record(record.getRecordId(), result,
                            ByteBuffer.wrap(text.toUpperCase().getBytes(StandardCharsets.UTF_8))));
                    }
                    MSKFirehoseResponse response = new MSKFirehoseResponse();
                    response.setRecords(records);
                    return response;
                }
            }

            abstract class Base<I, O> implements RequestHandler<I, O> {
                abstract O transform(I event);

                @Override
                public O handleRequest(I event, Context context) {
                    return transform(event);
                }
            }
            """;
    private static final String STREAM = """
            package functions;

            import com.amazonaws.services.lambda.runtime.Context;
            import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
            import java.io.IOException;
            import java.io.InputStream;
            import java.io.OutputStream;
            import java.nio.charset.StandardCharsets;
            import java.util.Base64;
            import java.util.regex.Pattern;

            public class Stream implements RequestStreamHandler {
                @Override
                public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
                    out.write(transformed(in).getBytes(StandardCharsets.UTF_8));
                }

                public static void bytes(InputStream in, OutputStream out) throws IOException {
                    out.write(transformed(in).getBytes(StandardCharsets.UTF_8));
                }

                public void much(InputStream in, OutputStream out) {
                    try {
                        for (int i = 0; i < 100; i++) {
                            out.write(new byte[1 << 20]);
                        }
                    } catch (IOException e) {
                        // as some do
                    }
                }

                private static String transformed(InputStream in) throws IOException {
                    String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    return Pattern.compile("\\"data\\":\\"([^\\"]+)\\"").matcher(json).replaceAll(found -> {
                        String text = new String(Base64.getDecoder().decode(found.group(1)), StandardCharsets.UTF_8);
                        return "\\"result\\":\\"Ok\\",\\"data\\":\\""
                            + Base64.getEncoder().encodeToString(text.toUpperCase().getBytes(StandardCharsets.UTF_8)) + "\\"";
                    });
                }
            }
            """;
    private static final String MAPS = """
            package functions;

            import com.amazonaws.services.lambda.runtime.Context;
            import com.amazonaws.services.lambda.runtime.RequestHandler;
            import java.nio.charset.StandardCharsets;
            import java.util.Base64;
            import java.util.List;
            import java.util.Map;
            import java.util.concurrent.locks.LockSupport;
            import java.util.stream.Collectors;

            public class Maps implements RequestHandler<Map<String, Object>, Object> {
                private static final long LOADED = System.nanoTime();
                private static int calls;
                private final long made = System.nanoTime();

                @Override
                public Object handleRequest(Map<String, Object> event, Context context) {
                    calls++;
                    switch (String.valueOf(event.get("mode"))) {
                        case "throw": throw new IllegalStateException("secret");
                        case "exhaust": return exhaust(1);
                        case "interrupt itself": Thread.currentThread().interrupt(); return calls;
                        case "sleep": return sleep();
                        case "hang": return hang((String) event.get("until"));
                        case "rubbish": return "nonsense";
                        case "nothing": return null;
                        case "much": return "x".repeat(7 << 20);
                        case "state": return List.of(calls, LOADED, made);
                        case "context": return List.of(!context.getAwsRequestId().isEmpty(), context.getFunctionName(),
                            context.getRemainingTimeInMillis() > 1000, context.getMemoryLimitInMB() > 0,
                            context.getClientContext() == null, context.equals(context));
                        case "see": return see((String) event.get("class"));
                        default: return plain(event);
                    }
                }

                public static Map<String, Object> plain(Map<String, Object> event) {
                    List<?> records = (List<?>) event.get("records");
                    return Map.of("records", records.stream().map(each -> transformed((Map<?, ?>) each)).collect(Collectors.toList()));
                }

                private static Map<?, ?> transformed(Map<?, ?> record) {
                    String text = new String(Base64.getDecoder().decode((String) record.get("data")), StandardCharsets.UTF_8);
                    return Map.of("recordId", record.get("recordId"), "result", "Ok",
                        "data", Base64.getEncoder().encodeToString(text.toUpperCase().getBytes(StandardCharsets.UTF_8)));
                }

                private static int exhaust(int depth) {
                    return exhaust(depth + 1) + 1;
                }

                private static Object sleep() {
                    try {
                        Thread.sleep(600_000);
                        return "slept";
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }

                private static Object hang(String until) {
                    while (!java.nio.file.Files.exists(java.nio.file.Path.of(until))) {
                        LockSupport.parkNanos(1_000_000);
                        Thread.interrupted();
                    }
                    return "hung";
                }

                private static String see(String name) {
                    try {
                        return Class.forName(name, false, Thread.currentThread().getContextClassLoader()).getName();
                    } catch (ClassNotFoundException e) {
                        return "not there";
                    }
                }
            }
            """;
    private static final String BROKEN = """
            package functions;

            import java.util.Map;

            public class Broken {
                static {
                    if (true) {
                        throw new IllegalStateException("no configuration");
                    }
                }

                public static Object handle(Map<String, Object> event) {
                    return event;
                }
            }
            """;

    @TempDir
    private static Path shared;

    private static Path root;

    @TempDir
    private Path folder;

    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
    private final List<Transform> started = new ArrayList<>();

    @BeforeAll
    static void pack() throws IOException {
        root = FunctionPackage.folder(shared.resolve("task"), EVENTS, MSK, STREAM, MAPS, BROKEN);
    }

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
        started.forEach(Transform::close);
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
        Transform function = start(handler, 1, LONG);

        for (int i = 0; i < 3; i++) {
            assertThat(told(transformed(function, shape))).containsExactly("R0", "R1", "R2");
        }
    }

    @Test
    void aJarWithEverythingInItIsAFunction() throws Exception {
        Path jar = FunctionPackage.uberJar(folder.resolve("function.jar"), EVENTS);

        Transform function = start(new JavaFunction(jar, "functions.Events"), 1, LONG);

        assertThat(told(transformed(function, Envelope.Shape.DIRECT))).containsExactly("R0", "R1", "R2");
    }

    @Test
    void batchesRunAtTheSameTimeInEnvironmentsOfTheirOwn() throws Exception {
        Transform function = start("functions.Maps", 2, LONG);
        List<CompletionStage<byte[]>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(function.invoke(mode("rubbish")));
        }

        for (CompletionStage<byte[]> answer : answers) {
            assertThat(get(answer)).isEqualTo("\"nonsense\"");
        }
    }

    @Test
    void anEnvironmentIsLoadedOnceAndKeepsItsState() throws Exception {
        Transform function = start("functions.Maps", 1, LONG);

        String first = get(function.invoke(mode("state")));
        String second = get(function.invoke(mode("state")));

        assertThat(first).startsWith("[1,");
        assertThat(second).isEqualTo(first.replaceFirst("1,", "2,"));
    }

    @Test
    void aHandlerThatThrowsFailsWithItsTypeAndGoesOn() throws Exception {
        Transform function = start("functions.Maps", 1, LONG);

        assertThat(failure(function.invoke(mode("throw"))))
                .isInstanceOf(InvocationFailure.FunctionError.class)
                .hasMessageContaining("java.lang.IllegalStateException")
                .hasMessageNotContaining("secret");
        assertThat(get(function.invoke(mode("state")))).startsWith("[2,");
    }

    @Test
    void anErrorOfTheVirtualMachineEndsTheEnvironment() throws Exception {
        Transform function = start("functions.Maps", 1, LONG);

        assertThat(failure(function.invoke(mode("exhaust"))))
                .isInstanceOf(InvocationFailure.FunctionError.class)
                .hasMessageContaining("StackOverflowError");
        assertThat(get(function.invoke(mode("state")))).startsWith("[1,");
    }

    @Test
    void anInterruptionByTheFunctionItselfEndsNothing() throws Exception {
        Transform function = start("functions.Maps", 1, LONG);

        assertThat(get(function.invoke(mode("interrupt itself")))).isEqualTo("1");
        assertThat(get(function.invoke(mode("state")))).startsWith("[2,");
    }

    @Test
    void whatIsReturnedIsTheAnswerWhateverItIs() throws Exception {
        Transform function = start("functions.Maps", 1, LONG);

        assertThat(get(function.invoke(mode("rubbish")))).isEqualTo("\"nonsense\"");
        assertThat(get(function.invoke(mode("nothing")))).isEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"functions.Maps", "functions.Stream::much"})
    void tooMuchIsRefused(String handler) throws Exception {
        Transform function = start(handler, 1, LONG);

        assertThat(failure(function.invoke(mode("much")))).isInstanceOf(InvocationFailure.TooLarge.class);
    }

    @Test
    void aHandlerThatTakesTooLongIsInterruptedAndGetsAnotherEnvironment() throws Exception {
        Transform function = start("functions.Maps", 1, Duration.ofMillis(300));
        get(function.invoke(mode("state")));

        for (int i = 0; i < 5; i++) {
            assertThat(failure(function.invoke(mode("sleep")))).isInstanceOf(InvocationFailure.Timeout.class);
        }
        assertThat(get(function.invoke(mode("state")))).startsWith("[1,");
    }

    @Test
    void threadsThatCannotBeStoppedAreBoundedAndTheFirstThatEndsLetsThingsGoOn() throws Exception {
        Transform function = start("functions.Maps", 1, Duration.ofMillis(300));
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
        Transform function = start("functions.Broken::handle", 1, LONG);

        assertThat(failure(function.invoke(mode("ok"))))
                .isInstanceOf(InvocationFailure.FunctionError.class)
                .hasMessageContaining("ExceptionInInitializerError");
    }

    @ParameterizedTest
    @CsvSource({
        "functions.Nothing, has no class functions.Nothing",
        "functions.Maps::nothing, no public method",
        "functions.Maps::, a Java handler is",
        "'', a Java handler is"
    })
    void aHandlerThatIsNotThereIsRefusedAtTheStart(String handler, String why) {
        assertThatThrownBy(() -> start(handler, 1, LONG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aFunctionWithoutLambdasInterfacesIsToldToBringThem() throws Exception {
        Path jar = FunctionPackage.thinJar(folder.resolve("thin.jar"), EVENTS);

        assertThatThrownBy(() -> start(new JavaFunction(jar, "functions.Events"), 1, LONG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must bring it along")
                .hasMessageContaining("RequestHandler");
    }

    @Test
    void aFunctionThatNeedsNoneOfLambdasInterfacesMayBeAlone() throws Exception {
        String source =
                "package alone; public class Alone { public String handle(String event) { return event + 1; } }";
        Path jar = FunctionPackage.thinJar(folder.resolve("alone.jar"), source);

        Transform function = start(new JavaFunction(jar, "alone.Alone::handle"), 1, LONG);

        assertThat(get(function.invoke("\"a\"".getBytes(UTF_8)))).isEqualTo("\"a1\"");
    }

    @Test
    void aPlaceWhereNothingIsIsRefused() {
        assertThatThrownBy(() -> start(new JavaFunction(folder.resolve("missing.jar"), "functions.Maps"), 1, LONG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing.jar");
    }

    @Test
    void theContextIsTheFunctionsOwn() throws Exception {
        Transform function = start("functions.Maps", 1, LONG);

        assertThat(get(function.invoke(mode("context")))).isEqualTo("[true,\"transform\",true,true,true,true]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.millrace.firehose.transform.Transform",
                "com.fasterxml.jackson.databind.ObjectMapper",
                "org.slf4j.Logger",
                "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer"
            })
    void nothingOfTheWorkerIsSeen(String name) throws Exception {
        Transform function = start("functions.Maps", 1, LONG);

        assertThat(get(function.invoke(
                        "{\"mode\":\"see\",\"class\":\"%s\"}".formatted(name).getBytes(UTF_8))))
                .isEqualTo("\"not there\"");
    }

    @Test
    void twoFunctionsMayBringTwoVersionsOfALibrary() throws Exception {
        String handler = """
                package functions;

                public class Versioned {
                    public static String handle(Object event) {
                        return library.Library.VERSION();
                    }
                }
                """;
        String library = "package library; public class Library { public static String VERSION() { return \"%s\"; } }";
        Path one = FunctionPackage.thinJar(folder.resolve("one.jar"), handler, library.formatted("1"));
        Path two = FunctionPackage.thinJar(folder.resolve("two.jar"), handler, library.formatted("2"));

        Transform first = start(new JavaFunction(one, "functions.Versioned::handle"), 1, LONG);
        Transform second = start(new JavaFunction(two, "functions.Versioned::handle"), 1, LONG);

        assertThat(get(first.invoke(mode("ok")))).isEqualTo("\"1\"");
        assertThat(get(second.invoke(mode("ok")))).isEqualTo("\"2\"");
    }

    @Test
    void closingEndsWhatIsUnderWay() throws Exception {
        Transform function = start("functions.Maps", 1, LONG);
        CompletionStage<byte[]> answer = function.invoke(mode("sleep"));
        function.close();

        assertThat(failure(answer)).isInstanceOf(InvocationFailure.Transport.class);
        assertThat(failure(function.invoke(mode("ok")))).isInstanceOf(InvocationFailure.Transport.class);
    }

    @Test
    void afterTheEndNothingHoldsTheFunctionsClasses() throws Exception {
        Transform function = start("functions.Events", 1, LONG);
        transformed(function, Envelope.Shape.DIRECT);
        WeakReference<ClassLoader> classes = new WeakReference<>(contextLoaderOf("transform-java"));
        assertThat(classes.get()).isNotNull();

        function.close();
        started.clear();

        Instant deadline = Instant.now().plusSeconds(30);
        while (classes.get() != null && Instant.now().isBefore(deadline)) {
            System.gc();
            Thread.sleep(50);
        }
        assertThat(classes.get()).isNull();
    }

    private static ClassLoader contextLoaderOf(String thread) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().equals(thread))
                .map(Thread::getContextClassLoader)
                .filter(loader -> loader != null && "function".equals(loader.getName()))
                .findFirst()
                .orElseThrow();
    }

    private Transform start(String handler, int environments, Duration limit) throws IOException {
        return start(new JavaFunction(root, handler), environments, limit);
    }

    private Transform start(JavaFunction function, int environments, Duration limit) throws IOException {
        var transform =
                new InProcessTransform(function, environments, limit, LONG, SHORT, Clock.systemUTC(), new Random(1));
        started.add(transform);
        return transform;
    }

    private List<Transformed> transformed(Transform function, Envelope.Shape shape) throws Exception {
        Envelope envelope = shape == Envelope.Shape.DIRECT ? Records.DIRECT : Records.KAFKA;
        var transformer = new Transformer(function, envelope, 3, SHORT, scheduler, Clock.systemUTC(), new Random(1));
        return transformer.transform(records(3)).get(60, TimeUnit.SECONDS);
    }

    private static byte[] mode(String mode) {
        return ("{\"mode\":\"" + mode + "\",\"records\":[]}").getBytes(UTF_8);
    }

    private static String get(CompletionStage<byte[]> answer) throws Exception {
        return new String(answer.toCompletableFuture().get(60, TimeUnit.SECONDS), UTF_8);
    }

    private static Throwable failure(CompletionStage<byte[]> answer) {
        Throwable thrown = catchThrowable(() -> get(answer));
        assertThat(thrown).isNotNull();
        return thrown.getCause();
    }

    private static String eventually(Transform function, byte[] request) throws Exception {
        Instant deadline = Instant.now().plusSeconds(30);
        while (true) {
            try {
                return get(function.invoke(request));
            } catch (java.util.concurrent.ExecutionException e) {
                assertThat(Instant.now()).as("it does not recover: " + e).isBefore(deadline);
                Thread.sleep(20);
            }
        }
    }
}
