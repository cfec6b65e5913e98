package io.millrace.server.dynamodbstreams.streams;

import io.millrace.server.dynamodbstreams.shape.StreamArnText;
import io.millrace.server.dynamodbstreams.shape.TableName;
import io.millrace.server.kafka.ChangeTopics;
import io.millrace.server.kafka.ChangeTopics.Topic;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Finds streams among the topics that Kafka has now. */
public final class TableStreams {

    /** Of who reads on: so long he may not hear that the topic is another one. */
    private static final long RECENT_NANOS = Duration.ofSeconds(1).toNanos();

    private static final int REMEMBERED = 10_000;

    private final ChangeTopics topics;
    private final TableTopics tables;
    private final StreamArns arns;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(TableStream stream, long since) {}

    public TableStreams(ChangeTopics topics, TableTopics tables, StreamArns arns) {
        this.topics = topics;
        this.tables = tables;
        this.arns = arns;
    }

    public String arn(TableStream stream) {
        return arns.of(stream);
    }

    CompletionStage<List<TableStream>> all() {
        return topics.topics(name -> tables.table(name).isPresent())
                .thenApply(found -> found.stream().map(this::stream).toList());
    }

    /** Of each prefix that has a topic of the table. */
    CompletionStage<List<TableStream>> of(TableName table) {
        return of(table.value());
    }

    private CompletionStage<List<TableStream>> of(String table) {
        List<CompletableFuture<Optional<Topic>>> asked = new ArrayList<>();
        tables.topics(table).forEach(name -> asked.add(topics.topic(name).toCompletableFuture()));
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(all -> asked.stream()
                        .map(CompletableFuture::join)
                        .flatMap(Optional::stream)
                        .map(this::stream)
                        .toList());
    }

    private TableStream stream(Topic topic) {
        return TableStream.of(tables.table(topic.name()).orElseThrow(), topic);
    }

    /** @return fails with {@link #notFound} if no topic is that stream */
    public CompletionStage<TableStream> find(StreamArnText arn) {
        StreamArns.Named named = arns.parse(arn);
        return of(named.table()).thenApply(found -> {
            TableStream stream = found.stream()
                    .filter(each -> each.label().equals(named.label()))
                    .findFirst()
                    .orElseThrow(() -> {
                        known.remove(arn.value());
                        return notFound(arn);
                    });
            if (known.size() >= REMEMBERED) {
                known.clear();
            }
            known.put(arn.value(), new Known(stream, System.nanoTime()));
            return stream;
        });
    }

    /** As it was a moment ago at the most, for who asks again and again. */
    public CompletionStage<TableStream> findRecent(StreamArnText arn) {
        Known last = known.get(arn.value());
        return last != null && System.nanoTime() - last.since() < RECENT_NANOS
                ? CompletableFuture.completedStage(last.stream())
                : find(arn);
    }

    static AwsException notFound(StreamArnText arn) {
        return AwsError.resourceNotFound("Requested resource not found: Stream: " + arn + " not found")
                .asException();
    }

    /** Of a shard that the stream does not have. */
    public static AwsException noShard() {
        return AwsError.resourceNotFound("Requested resource not found: Shard does not exist")
                .asException();
    }
}
