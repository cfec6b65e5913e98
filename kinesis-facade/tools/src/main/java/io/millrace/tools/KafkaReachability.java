package io.millrace.tools;

import io.millrace.server.config.KafkaConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Asks Kafka for a sign of life, so that a wrong address is one line and not minutes of retries. */
final class KafkaReachability {

    private static final int PATIENCE_MILLIS = 10_000;

    private KafkaReachability() {}

    static void check(KafkaConfig kafka) {
        Map<String, Object> properties = new HashMap<>(kafka.properties());
        properties.put("bootstrap.servers", kafka.bootstrapServers());
        check(properties);
    }

    static void check(Map<String, ?> clientProperties) {
        Map<String, Object> config = new HashMap<>(clientProperties);
        config.put("client.id", "millrace-reachability");
        config.put("request.timeout.ms", PATIENCE_MILLIS / 2);
        config.put("default.api.timeout.ms", PATIENCE_MILLIS);
        Object servers = clientProperties.get("bootstrap.servers");
        try (Admin admin = Admin.create(config)) {
            admin.describeCluster().clusterId().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new ToolException(
                    "Kafka at " + servers + " cannot be used (" + reason(e)
                            + "): is it running, and are --bootstrap-servers and --kafka-config right?",
                    e);
        } catch (KafkaException e) {
            throw new ToolException(
                    "No Kafka client can be made for " + servers + " (" + reason(e)
                            + "): mend --bootstrap-servers or --kafka-config.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException("interrupted", e);
        }
    }

    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof TimeoutException || cause instanceof org.apache.kafka.common.errors.TimeoutException) {
            return "no answer in " + PATIENCE_MILLIS / 1000 + " s";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
