package io.millrace.server.kafka;

import io.millrace.server.concurrent.Failures;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** {@link ChangeTopics} by Kafka's Admin. */
public final class AdminChangeTopics implements ChangeTopics {

    /** A client waits for the answer. */
    private static final int PATIENCE_MS = 5_000;

    private final Admin admin;

    public AdminChangeTopics(Admin admin) {
        this.admin = admin;
    }

    @Override
    public CompletionStage<Optional<Topic>> topic(String name) {
        return described(Set.of(name)).thenApply(found -> found.stream().findFirst());
    }

    @Override
    public CompletionStage<List<Topic>> topics(Predicate<String> wanted) {
        return admin.listTopics(new ListTopicsOptions().timeoutMs(PATIENCE_MS))
                .names()
                .toCompletionStage()
                .thenCompose(names -> described(names.stream().filter(wanted).collect(Collectors.toSet())));
    }

    /** Those that are there: one may go between two questions. */
    private CompletionStage<List<Topic>> described(Collection<String> names) {
        List<CompletableFuture<Optional<Topic>>> all = admin
                .describeTopics(names, new DescribeTopicsOptions().timeoutMs(PATIENCE_MS))
                .topicNameValues()
                .values()
                .stream()
                .map(answer -> ifThere(answer.toCompletionStage()).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(done -> all.stream()
                        .map(CompletableFuture::join)
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static CompletionStage<Optional<Topic>> ifThere(CompletionStage<TopicDescription> answer) {
        return answer.thenApply(found -> Optional.of(new Topic(
                        found.name(),
                        found.topicId().toString(),
                        found.partitions().size())))
                .exceptionallyCompose(e -> isNone(Failures.cause(e))
                        ? CompletableFuture.completedStage(Optional.empty())
                        : CompletableFuture.failedStage(e));
    }

    /** Also of a name that is too long for a topic, as a table's with a prefix may be. */
    private static boolean isNone(Throwable answer) {
        return answer instanceof UnknownTopicOrPartitionException || answer instanceof InvalidTopicException;
    }

    @Override
    public CompletionStage<Map<Integer, Long>> starts(Topic topic) {
        return offsets(topic, all(topic), OffsetSpec.earliest());
    }

    @Override
    public CompletionStage<Map<Integer, Long>> ends(Topic topic) {
        return offsets(topic, all(topic), OffsetSpec.latest());
    }

    @Override
    public CompletionStage<Long> start(Topic topic, int partition) {
        return offsets(topic, List.of(partition), OffsetSpec.earliest()).thenApply(all -> one(all, partition));
    }

    @Override
    public CompletionStage<Long> end(Topic topic, int partition) {
        return offsets(topic, List.of(partition), OffsetSpec.latest()).thenApply(all -> one(all, partition));
    }

    private static long one(Map<Integer, Long> all, int partition) {
        return Objects.requireNonNull(all.get(partition));
    }

    private static List<Integer> all(Topic topic) {
        return IntStream.range(0, topic.partitions()).boxed().toList();
    }

    private CompletionStage<Map<Integer, Long>> offsets(Topic topic, List<Integer> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(new TopicPartition(topic.name(), partition), spec));
        return admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs(PATIENCE_MS))
                .all()
                .toCompletionStage()
                .thenApply(found -> found.entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> entry.getKey().partition(),
                                entry -> entry.getValue().offset())));
    }
}
