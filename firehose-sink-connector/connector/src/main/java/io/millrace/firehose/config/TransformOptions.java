package io.millrace.firehose.config;

import io.millrace.firehose.transform.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The function that transforms records. */
final class TransformOptions implements OptionGroup {

    static final String RUNTIME = "transform.runtime";
    static final String ENDPOINT = "transform.endpoint";
    static final String FUNCTION = "transform.function";
    static final String SIGNING = "transform.signing";
    static final String ROOT = "transform.root";
    static final String HANDLER = "transform.handler";
    static final String COMMAND = "transform.command";
    static final String ENVIRONMENT = "transform.environment";
    static final String CONCURRENCY = "transform.concurrency";
    static final String PROCESSES = "transform.processes";
    static final String BUFFER_SIZE = "transform.buffer.size.mib";
    static final String BUFFER_INTERVAL = "transform.buffer.interval.seconds";
    static final String RETRIES = "transform.retries";
    static final String TIMEOUT = "transform.timeout.seconds";

    private static final String NONE = "none";
    private static final String HTTP = "http";
    private static final String JAVA = "java";
    private static final String NODE = "node";
    private static final String PYTHON = "python";
    private static final String PROVIDED = "provided";
    private static final Choice<String> RUNTIMES = Choice.words(NONE, HTTP, JAVA, NODE, PYTHON, PROVIDED);

    private static final String SIGV4 = "sigv4";
    private static final Choice<String> SIGNINGS = Choice.words(NONE, SIGV4);

    private static final IdentityOptions IDENTITY = new IdentityOptions("transform.signing.");

    private static final String[] ANY = {HTTP, JAVA, NODE, PYTHON, PROVIDED};
    private static final String[] LOCAL = {JAVA, NODE, PYTHON, PROVIDED};
    private static final Pattern SCRIPT_HANDLER = Pattern.compile("[^\\s.]\\S*\\.[^\\s.]+");
    private static final Pattern JAVA_HANDLER = Pattern.compile("[\\w.$]+(::\\w+)?");

    private static final double MIB = 1 << 20;
    private static final double SPLUNK_MIB = 0.25;

    @Override
    public String name() {
        return "Transform";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.text(
                                RUNTIME,
                                "Runtime",
                                "What runs the function that transforms records, with the service's record protocol. http:"
                                        + " Lambda, or a container that speaks its Invoke API. java: a handler class in"
                                        + " the worker. node, python, provided: child processes of the worker.")
                        .defaultsTo(NONE)
                        .oneOf(RUNTIMES)
                        .high(),
                Option.text(
                                ENDPOINT,
                                "Endpoint",
                                "Where the function is invoked: scheme, host and port, such as http://localhost:9000 or"
                                        + " https://lambda.us-east-1.amazonaws.com.")
                        .valid(Texts.HTTP_URL)
                        .when(RUNTIME, HTTP),
                Option.text(FUNCTION, "Function", "Its name or ARN; containers know but one, called function.")
                        .defaultsTo("function")
                        .when(RUNTIME, HTTP),
                Option.text(SIGNING, "Signing", "sigv4 for Lambda; containers do not ask who calls.")
                        .defaultsTo(NONE)
                        .oneOf(SIGNINGS)
                        .when(RUNTIME, HTTP),
                IDENTITY.accessKey().when(SIGNING, SIGV4),
                IDENTITY.secretKey().when(SIGNING, SIGV4),
                IDENTITY.sessionToken().when(SIGNING, SIGV4),
                IDENTITY.role().when(SIGNING, SIGV4),
                IDENTITY.externalId().when(SIGNING, SIGV4),
                IDENTITY.stsEndpoint().when(SIGNING, SIGV4),
                Option.text(
                                ROOT,
                                "Folder",
                                "node, python, provided: the folder of the unpacked function. java: its jar, or a folder"
                                        + " of jars. It must be there on every worker.")
                        .valid(new Parsed("a path", "write a path", Path::of))
                        .when(RUNTIME, LOCAL),
                Option.text(
                                HANDLER,
                                "Handler",
                                "node, python: file.function, such as index.handler. java: package.Class or"
                                        + " package.Class::method. provided: what the function sees as _HANDLER.")
                        .when(RUNTIME, LOCAL),
                Option.text(COMMAND, "Executable", "Node's or Python's executable.")
                        .defaultsToWhat("`node`, `python3`")
                        .when(RUNTIME, NODE, PYTHON)
                        .low(),
                Option.secret(
                                ENVIRONMENT,
                                "Environment",
                                "The function's variables: NAME=value,NAME=value. Hidden, since they may be secrets; of the"
                                        + " worker's own variables it sees none.")
                        .when(RUNTIME, NODE, PYTHON, PROVIDED)
                        .low(),
                Option.whole(
                                CONCURRENCY,
                                "Concurrency",
                                "How many invocations of a partition are under way at a time; the order of records is kept.")
                        .defaultsTo(5)
                        .within(1, 10)
                        .when(RUNTIME, ANY)
                        .low(),
                Option.whole(PROCESSES, "Processes", "How many children a task has.")
                        .defaultsTo(2)
                        .within(1, 64)
                        .when(RUNTIME, NODE, PYTHON, PROVIDED)
                        .low(),
                Option.decimal(BUFFER_SIZE, "Buffer size (MiB)", "How much an invocation gets.")
                        .within(0.2, 3)
                        .defaultsToWhat("`1`; splunk `0.25`")
                        .when(RUNTIME, ANY),
                Option.whole(
                                BUFFER_INTERVAL,
                                "Buffer interval (s)",
                                "How long a record waits at most for others to be invoked with.")
                        .defaultsTo((int) Limits.DEFAULT.interval().toSeconds())
                        .within(0, 900)
                        .when(RUNTIME, ANY),
                Option.whole(
                                RETRIES,
                                "Retries",
                                "How often a failed invocation is tried again before its records go to the error output.")
                        .defaultsTo(3)
                        .within(0, 300)
                        .when(RUNTIME, ANY),
                Option.whole(TIMEOUT, "Timeout (s)", "How long an invocation may take.")
                        .defaultsTo(300)
                        .within(1, 300)
                        .when(RUNTIME, ANY)
                        .low());
    }

    @Override
    public void check(Values values) {
        String runtime = runtime(values);
        switch (runtime) {
            case NONE -> checkNothingIsSaidOf(values);
            case HTTP -> {
                need(values, ENDPOINT, runtime, "http://localhost:9000");
                IDENTITY.check(values);
            }
            case JAVA -> checkJava(values);
            case NODE, PYTHON -> checkLocal(values, runtime, "/functions/orders", "index.handler");
            default -> need(values, ROOT, runtime, "/functions/orders");
        }
        values.attempt(ENVIRONMENT, () -> environment(values));
    }

    /** A function that nobody runs is a mistake. */
    private static void checkNothingIsSaidOf(Values values) {
        for (String key : List.of(ENDPOINT, ROOT, HANDLER)) {
            if (values.has(key)) {
                values.fault(RUNTIME, "nothing runs what " + key + " says: write one of " + RUNTIMES);
                return;
            }
        }
    }

    private static void checkJava(Values values) {
        checkLocal(values, JAVA, "/functions/orders.jar", "com.example.Orders::handleRequest");
        if (values.has(ENVIRONMENT)) {
            values.fault(ENVIRONMENT, "a Java function has the variables of the worker it runs in: write nothing");
        }
    }

    private static void checkLocal(Values values, String runtime, String root, String handler) {
        need(values, ROOT, runtime, root);
        need(values, HANDLER, runtime, handler);
        Pattern pattern = runtime.equals(JAVA) ? JAVA_HANDLER : SCRIPT_HANDLER;
        if (!values.isFaulty(HANDLER)
                && !pattern.matcher(values.text(HANDLER).orElse("")).matches()) {
            values.fault(HANDLER, "it is no handler of " + runtime + ": write, for example, " + handler);
        }
    }

    private static void need(Values values, String key, String runtime, String example) {
        if (!values.isFaulty(key) && !values.has(key)) {
            values.fault(key, "it is needed with " + RUNTIME + "=" + runtime + ": write, for example, " + example);
        }
    }

    static boolean runs(Values values) {
        return !runtime(values).equals(NONE);
    }

    static Optional<TransformSettings> read(Values values) {
        if (!runs(values)) {
            return Optional.empty();
        }
        double mebibytes = values.number(BUFFER_SIZE)
                .orElse(DestinationOptions.type(values) == DestinationType.SPLUNK ? SPLUNK_MIB : 1);
        return Optional.of(new TransformSettings(
                function(values),
                new Limits((int) (mebibytes * MIB), values.seconds(BUFFER_INTERVAL)),
                values.integer(RETRIES),
                values.integer(CONCURRENCY),
                timeLimit(values)));
    }

    private static Duration timeLimit(Values values) {
        return values.seconds(TIMEOUT);
    }

    private static FunctionSettings function(Values values) {
        return switch (runtime(values)) {
            case HTTP ->
                new FunctionSettings.Http(
                        Texts.httpUrl(values.text(ENDPOINT).orElseThrow()),
                        values.text(FUNCTION).orElse("function"),
                        signing(values));
            case JAVA -> new FunctionSettings.Java(root(values), handler(values));
            case NODE -> process(values, FunctionSettings.ProcessRuntime.NODE, "node");
            case PYTHON -> process(values, FunctionSettings.ProcessRuntime.PYTHON, "python3");
            default -> process(values, FunctionSettings.ProcessRuntime.PROVIDED, "bootstrap");
        };
    }

    private static Optional<FunctionSettings.Signing> signing(Values values) {
        if (!values.choice(SIGNING, SIGNINGS).equals(SIGV4)) {
            return Optional.empty();
        }
        return Optional.of(new FunctionSettings.Signing(StreamOptions.region(values), IDENTITY.read(values)));
    }

    private static FunctionSettings process(Values values, FunctionSettings.ProcessRuntime runtime, String command) {
        return new FunctionSettings.Processes(
                runtime,
                root(values),
                handler(values),
                values.text(COMMAND).orElse(command),
                environment(values),
                values.integer(PROCESSES));
    }

    private static String runtime(Values values) {
        return values.choice(RUNTIME, RUNTIMES);
    }

    private static Path root(Values values) {
        return Path.of(values.text(ROOT).orElseThrow());
    }

    private static String handler(Values values) {
        return values.text(HANDLER).orElse("");
    }

    private static Map<String, String> environment(Values values) {
        String text = values.secret(ENVIRONMENT);
        return text.isEmpty() ? Map.of() : Texts.pairs(List.of(text.split(",", -1)));
    }
}
