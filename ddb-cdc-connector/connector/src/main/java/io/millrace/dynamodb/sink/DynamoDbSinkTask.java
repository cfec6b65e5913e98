package io.millrace.dynamodb.sink;

import io.millrace.dynamodb.Module;
import io.millrace.dynamodb.client.AwsClients;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/** What Connect calls. When {@link #put} returns all is applied, so Connect commits what was put. */
public final class DynamoDbSinkTask extends SinkTask {

    /** Connect does not tell a task which of a connector's it is. */
    static final String NUMBER = "task.index";

    private static final long AGAIN_MILLIS = 1_000;

    /** Whether transforms may. */
    private boolean renamesTopics;

    private @Nullable AwsClients clients;
    private @Nullable Workers workers;
    private @Nullable SinkMetrics metrics;
    private @Nullable Targets targets;
    private @Nullable Applier applier;

    @Override
    public String version() {
        return Module.version();
    }

    @Override
    public void start(Map<String, String> properties) {
        SinkConfig config = new SinkConfig(properties);
        renamesTopics = properties.containsKey("transforms");
        int number = Integer.parseInt(properties.getOrDefault(NUMBER, "0"));
        metrics = new SinkMetrics(Clock.systemUTC());
        metrics.register(config.connector(), number);
        clients = AwsClients.ofWrites(config.aws(), config.threads() + 1);
        workers = new Workers(
                config.connector() + "-" + number, config.threads(), config.patience(), metrics, System::nanoTime);
        targets = new Targets(clients.tables(), config.names(), config.targetPrefix());
        Refusals refusals = new Refusals(context.errantRecordReporter(), metrics);
        applier = new Applier(
                targets,
                config.replication(),
                config.isConditional(),
                config.isConditional()
                        ? new ConditionalWriting(clients.writes(), config.replication(), workers, refusals, metrics)
                        : new BulkWriting(clients.writes(), workers, refusals, metrics),
                refusals,
                metrics,
                config.lease(),
                System::nanoTime);
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        applier.forget();
        if (!renamesTopics) {
            partitions.stream().map(TopicPartition::topic).distinct().forEach(targets::expect);
        }
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        try {
            applier.apply(List.copyOf(records));
        } catch (RetriableException e) {
            context.timeout(AGAIN_MILLIS);
            throw e;
        }
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        applier.forget();
    }

    @Override
    public void stop() {
        if (workers != null) {
            workers.close();
        }
        if (clients != null) {
            clients.close();
        }
        if (metrics != null) {
            metrics.close();
        }
    }
}
