package io.millrace.server.catalog;

import io.millrace.server.concurrent.Failures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic that the catalog is: one partition, compacted. */
final class CatalogTopic implements KafkaCatalog.CatalogEnd {

    private final Admin admin;
    private final String name;

    CatalogTopic(Admin admin, String name) {
        this.admin = admin;
        this.name = name;
    }

    /** Makes the topic unless it is there. */
    CompletionStage<Void> ensure(Optional<Short> replicationFactor, Map<String, String> extraConfig) {
        NewTopic topic = new NewTopic(name, Optional.of(1), replicationFactor);
        Map<String, String> config = new HashMap<>(extraConfig);
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        topic.configs(config);
        return admin.createTopics(List.of(topic)).all().toCompletionStage().handle((made, e) -> {
            if (e != null && !(Failures.cause(e) instanceof TopicExistsException)) {
                throw new CompletionException(Failures.cause(e));
            }
            return null;
        });
    }

    @Override
    public CompletionStage<Long> fetch() {
        TopicPartition partition = new TopicPartition(name, 0);
        return admin.listOffsets(
                        Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .partitionResult(partition)
                .toCompletionStage()
                .thenApply(end -> end.offset());
    }
}
