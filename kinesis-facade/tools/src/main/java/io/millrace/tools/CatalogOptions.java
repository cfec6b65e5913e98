package io.millrace.tools;

import io.millrace.server.catalog.KafkaCatalog;
import io.millrace.server.config.ServerConfig;
import io.millrace.server.kafka.KafkaClients;
import io.millrace.server.kafka.StreamTopics;
import io.millrace.server.operation.AwsException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the catalog of streams is, for commands that read or change it themselves: a running server is not needed. */
final class CatalogOptions {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--catalog-topic",
            paramLabel = "TOPIC",
            description = "The setting kafka.catalogTopic, if it was changed.")
    private String topic = ServerConfig.defaults().kafka().catalogTopic();

    /** Opens the catalog for one use, and waits for its answer. */
    <T> T with(BiFunction<KafkaCatalog, StreamTopics, CompletionStage<T>> use) {
        Map<String, Object> properties = kafka.clientProperties();
        KafkaReachability.check(properties);
        KafkaClients clients = new KafkaClients(properties);
        try (Admin admin = clients.admin()) {
            requireTopic(admin, properties.get("bootstrap.servers"));
            try (KafkaCatalog catalog =
                    KafkaCatalog.open(clients, admin, topic, Optional.empty(), Map.of(), PATIENCE)) {
                return await(use.apply(catalog, new StreamTopics(admin, Optional.empty(), Map.of())));
            }
        }
    }

    /** To open a catalog makes it, which nobody wants of a command that looks at the wrong Kafka. */
    private void requireTopic(Admin admin, Object servers) {
        try {
            admin.describeTopics(List.of(topic)).allTopicNames().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new ToolException("Kafka at " + servers + " has no streams (no topic " + topic
                        + "): mend --bootstrap-servers, or start 'millrace up' with it first.");
            }
            throw new ToolException("The topic " + topic + " cannot be read: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new ToolException("The topic " + topic + " cannot be read: Kafka does not answer.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException("interrupted", e);
        }
    }

    private static <T> T await(CompletionStage<T> answer) {
        try {
            return answer.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof AwsException refused) {
                throw new ToolException(refused.error().message(), refused);
            }
            throw new ToolException("Kafka refused: " + e.getCause(), e);
        }
    }
}
