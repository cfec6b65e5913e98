package io.millrace.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class DynamoDbTaskTest {

    @Test
    void ifDynamoDbDoesNotAnswerAtTheStartTheTaskIsStartedAgain() throws Exception {
        DynamoDbTask task = task();
        task.start(config(Map.of("dynamodb.retry.max.ms", "60000")));

        assertThatThrownBy(() -> {
                    while (true) {
                        assertThat(task.poll()).isEmpty();
                    }
                })
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("DynamoDB does not answer");
        task.stop();
    }

    @Test
    void ifItGoesOnForTooLongTheTaskFails() throws Exception {
        DynamoDbTask task = task();
        task.start(config(Map.of("dynamodb.retry.max.ms", "1")));

        assertThatThrownBy(() -> {
                    while (true) {
                        assertThat(task.poll()).isEmpty();
                    }
                })
                .isExactlyInstanceOf(ConnectException.class)
                .hasMessageContaining("dynamodb.retry.max.ms");
        task.stop();
    }

    /** It comes to ask for nothing. */
    private static DynamoDbTask task() {
        DynamoDbTask task = new DynamoDbTask();
        task.initialize((SourceTaskContext) Proxy.newProxyInstance(
                DynamoDbTaskTest.class.getClassLoader(),
                new Class<?>[] {SourceTaskContext.class},
                (proxy, method, arguments) -> null));
        return task;
    }

    /** Nobody listens there. */
    private static Map<String, String> config(Map<String, String> others) throws Exception {
        Map<String, String> config = new HashMap<>(Map.of(
                "topic.prefix", "t",
                "task.tables", "orders",
                "dynamodb.region", "eu-west-1",
                "dynamodb.access.key.id", "local",
                "dynamodb.secret.access.key", "local",
                "retriable.restart.connector.wait.ms", "10"));
        try (ServerSocket closed = new ServerSocket(0)) {
            config.put("dynamodb.endpoint", "http://127.0.0.1:" + closed.getLocalPort());
        }
        config.putAll(others);
        return config;
    }
}
