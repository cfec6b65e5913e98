package io.millrace.firehose.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands in for STS: knows AssumeRole alone, and asks nobody for a signature. */
public final class SecurityTokenStandIn implements AutoCloseable {

    private final HttpServer server;
    private final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String answer = "";

    public SecurityTokenStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public Role role() {
        return new Role(
                "arn:aws:iam::123456789012:role/firehose",
                Optional.of("42"),
                "firehose-orders",
                Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())));
    }

    /** The parameters of each request. */
    public List<Map<String, String>> asked() {
        return List.copyOf(asked);
    }

    public void gives(AccessKey key, Duration validity) {
        status = 200;
        answer =
                "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult><Credentials>"
                        + "<AccessKeyId>" + key.id() + "</AccessKeyId><SecretAccessKey>" + key.secret()
                        + "</SecretAccessKey>"
                        + "<SessionToken>" + key.sessionToken().orElseThrow() + "</SessionToken><Expiration>"
                        + Instant.now().plus(validity)
                        + "</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>";
    }

    public void refuses(int with, String code) {
        status = with;
        answer = "<ErrorResponse><Error><Type>Sender</Type><Code>" + code
                + "</Code><Message>no</Message></Error></ErrorResponse>";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> parameters = new TreeMap<>();
            for (String pair : new String(exchange.getRequestBody().readAllBytes(), UTF_8).split("&")) {
                int at = pair.indexOf('=');
                parameters.put(pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), UTF_8));
            }
            asked.add(parameters);
            byte[] bytes = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
