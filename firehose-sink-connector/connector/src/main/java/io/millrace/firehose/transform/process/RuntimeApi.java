package io.millrace.firehose.transform.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.firehose.transform.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lambda's Runtime API on loopback.
 *
 * <p>A path begins with a token that only one child was told, so that another user of the machine, or a child that was given up, can neither
 * take records nor answer for them. Each answer closes its connection: the JDK's server ends idle ones after 30 seconds, and a
 * function may take longer.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RuntimeApi.class);
    private static final Pattern PATH = Pattern.compile(
            "/([0-9a-f]+)/2018-06-01/runtime/(?:(invocation/next)|(init/error)|invocation/([^/]+)/(response|error))");
    /** An answer that is too much is read up to here, so that the function can go on; beyond, its connection is closed. */
    private static final int MOST_DRAINED = 64 << 20;

    private final HttpServer server;
    private final Executor threads;
    private final Calls calls;

    /** What children ask for. Called on the server's threads; whoever takes an exchange answers it with {@link #reply} or closes it. */
    interface Calls {

        void next(String token, HttpExchange exchange);

        void response(String token, String id, byte[] body, HttpExchange exchange);

        void tooLarge(String token, String id, HttpExchange exchange);

        void error(String token, String id, String type, HttpExchange exchange);

        void initError(String token, String type, HttpExchange exchange);
    }

    RuntimeApi(Executor threads, Calls calls) throws IOException {
        this.threads = threads;
        this.calls = calls;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** What a child gets as {@code AWS_LAMBDA_RUNTIME_API}. */
    String address(String token) {
        return InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/" + token;
    }

    /** Answers on a thread of its own: a child that does not read holds up nobody else. */
    void reply(HttpExchange exchange, int status, byte[] body) {
        threads.execute(() -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Connection", "close");
                exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                if (body.length > 0) {
                    exchange.getResponseBody().write(body);
                }
            } catch (IOException e) {
                LOG.atDebug().setCause(e).log("A function's process did not take an answer");
            }
        });
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
        if (!path.matches()) {
            reply(exchange, 404, new byte[0]);
            return;
        }
        String token = path.group(1);
        if (path.group(2) != null) {
            calls.next(token, exchange);
            return;
        }
        InputStream in = exchange.getRequestBody();
        byte[] body = in.readNBytes(Limits.INVOCATION_BYTES + 1);
        if (path.group(3) != null) {
            calls.initError(token, errorType(exchange), exchange);
        } else if (path.group(5).equals("error")) {
            calls.error(token, path.group(4), errorType(exchange), exchange);
        } else if (body.length > Limits.INVOCATION_BYTES) {
            drain(in);
            calls.tooLarge(token, path.group(4), exchange);
        } else {
            calls.response(token, path.group(4), body, exchange);
        }
    }

    private static String errorType(HttpExchange exchange) {
        String type = exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type");
        return type == null ? "Unknown" : type;
    }

    private static void drain(InputStream in) throws IOException {
        byte[] chunk = new byte[1 << 16];
        int drained = 0;
        for (int read = in.read(chunk); read >= 0 && drained < MOST_DRAINED; read = in.read(chunk)) {
            drained += read;
        }
    }
}
