package io.millrace.firehose.transform.inprocess;

/** Handlers as they are written for Lambda: the sources of classes in the package {@code functions}. */
final class HandlerSources {

    /** Of the library's types for direct puts. */
    static final String EVENTS = """
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

    /** Of the library's types for topics, with a base class that says which. */
    static final String MSK = """
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

    /** Of bytes. */
    static final String STREAM = """
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

    /** Of maps; does what {@code mode} says. */
    static final String MAPS = """
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

    /** Cannot be loaded. */
    static final String BROKEN = """
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

    private HandlerSources() {}
}
