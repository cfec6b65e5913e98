package io.millrace.dynamodb.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** DynamoDB Local has no tags: a server that answers as the service's documentation has it. */
final class AwsTableReadsTest {

    private static final String ARN = "arn:aws:dynamodb:eu-west-1:000000000000:table/orders";

    @Test
    void allPagesOfATablesTagsAreRead() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] answer =
                    answer(target.substring(target.indexOf('.') + 1), request).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try (AwsClients clients = new AwsClients(settings(server.getAddress().getPort()), 1)) {
            assertThat(clients.tables().tags("orders")).isEqualTo(Map.of("cdc", "yes", "team", "a"));
        } finally {
            server.stop(0);
        }
    }

    private static String answer(String operation, String request) {
        if (operation.equals("DescribeTable")) {
            return "{\"Table\":{\"TableName\":\"orders\",\"TableArn\":\"" + ARN + "\"}}";
        }
        assertThat(operation).isEqualTo("ListTagsOfResource");
        assertThat(request).contains(ARN);
        return request.contains("more")
                ? "{\"Tags\":[{\"Key\":\"team\",\"Value\":\"a\"}]}"
                : "{\"Tags\":[{\"Key\":\"cdc\",\"Value\":\"yes\"}],\"NextToken\":\"more\"}";
    }

    private static AwsSettings settings(int port) {
        Optional<URI> endpoint = Optional.of(URI.create("http://127.0.0.1:" + port));
        return new AwsSettings(
                Optional.of("eu-west-1"),
                endpoint,
                endpoint,
                Optional.of(new AwsSettings.Keys("local", "local", Optional.empty())),
                Optional.empty(),
                Optional.empty());
    }
}
