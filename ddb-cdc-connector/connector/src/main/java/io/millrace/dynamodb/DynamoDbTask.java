package io.millrace.dynamodb;

import io.debezium.bean.StandardBeanNames;
import io.debezium.config.CommonConnectorConfig;
import io.debezium.config.Configuration;
import io.debezium.config.Field;
import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.common.BaseSourceTask;
import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.connector.common.DebeziumHeaderProducer;
import io.debezium.document.DocumentReader;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.pipeline.notification.NotificationService;
import io.debezium.pipeline.signal.SignalProcessor;
import io.debezium.pipeline.source.spi.ChangeEventSourceFactory;
import io.debezium.pipeline.source.spi.SnapshotChangeEventSource;
import io.debezium.pipeline.source.spi.SnapshotProgressListener;
import io.debezium.pipeline.source.spi.StreamingChangeEventSource;
import io.debezium.pipeline.spi.Offsets;
import io.debezium.schema.SchemaFactory;
import io.debezium.snapshot.SnapshotterService;
import io.debezium.spi.topic.TopicNamingStrategy;
import io.millrace.dynamodb.client.AwsClients;
import io.millrace.dynamodb.client.Backoff;
import io.millrace.dynamodb.client.ReadFault;
import io.millrace.dynamodb.client.TableFacts;
import io.millrace.dynamodb.streaming.ReaderPool;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Puts together what captures a task's tables: constructors, top to bottom. */
public final class DynamoDbTask extends BaseSourceTask<TablePartition, TableOffset> {

    private @Nullable DynamoDbConnectorConfig config;
    private @Nullable CdcSourceTaskContext<DynamoDbConnectorConfig> task;
    private @Nullable ChangeEventQueue<DataChangeEvent> queue;
    private @Nullable ErrorHandler errors;
    private @Nullable AwsClients clients;
    private @Nullable ReaderPool pool;
    private @Nullable Backoff noAnswer;

    @Override
    public String version() {
        return Module.version();
    }

    @Override
    public CdcSourceTaskContext<? extends CommonConnectorConfig> preStart(Configuration properties) {
        config = new DynamoDbConnectorConfig(properties);
        task = new CdcSourceTaskContext<>(properties, config, config.taskId(), config.getCustomMetricTags());
        return task;
    }

    @Override
    protected ChangeEventSourceCoordinator<TablePartition, TableOffset> start(Configuration properties) {
        clients = new AwsClients(config.aws(), config.streamThreads() + config.segments() + 2);
        pool = new ReaderPool(config.getLogicalName(), config.streamThreads(), config.heldReads());
        TopicNamingStrategy<TableId> topics = topics(config);
        TableSchemas schemas = schemasWhenThere(config, clients, topics);
        Offsets<TablePartition, TableOffset> offsets = offsets(config);
        SnapshotterService snapshotters = services(config, properties, schemas, offsets);
        queue = new ChangeEventQueue.Builder<DataChangeEvent>()
                .pollInterval(config.getPollInterval())
                .maxBatchSize(config.getMaxBatchSize())
                .maxQueueSize(config.getMaxQueueSize())
                .maxQueueSizeInBytes(config.getMaxQueueSizeInBytes())
                .loggingContextSupplier(() -> task.configureLoggingContext("task"))
                .build();
        errors = new TaskErrors(config, queue, errors);
        Function<SourceRecord, DataChangeEvent> events = config.layout() == ValueLayout.KINESIS
                ? made -> new DataChangeEvent(KinesisRecords.of(made))
                : DataChangeEvent::new;
        EventMetadata metadata = new EventMetadata(System::nanoTime);
        EventDispatcher<TablePartition, TableId> dispatcher = new EventDispatcher<>(
                config,
                topics,
                schemas,
                queue,
                table -> true,
                events::apply,
                metadata,
                config.schemaNameAdjuster(),
                null,
                config.getServiceRegistry().tryGetService(DebeziumHeaderProducer.class));
        NotificationService<TablePartition, TableOffset> notifications = new NotificationService<>(
                getNotificationChannels(), config, SchemaFactory.get(), dispatcher::enqueueNotification);
        DirectReceiver receiver = new DirectReceiver(queue, topics, events);
        SignalProcessor<TablePartition, TableOffset> signals = new SignalProcessor<>(
                DynamoDbConnector.class,
                config,
                Map.of(),
                getAvailableSignalChannels(),
                DocumentReader.defaultReader(),
                null);
        SnapshotRequests requests = new SnapshotRequests();
        IncrementalScans incremental = new IncrementalScans(
                config,
                schemas,
                clients.tables(),
                dispatcher,
                receiver,
                new SnapshotNotices(config.getLogicalName(), notifications));
        TableStreamSource streams = new TableStreamSource(
                config,
                schemas,
                clients.tables(),
                clients.streams(),
                pool,
                dispatcher,
                notifications,
                requests,
                incremental,
                new SignalTable(config, signals));
        AwsClients reads = clients;
        DynamoDbConnectorConfig settings = config;
        ChangeEventSourceFactory<TablePartition, TableOffset> sources = new ChangeEventSourceFactory<>() {
            @Override
            public SnapshotChangeEventSource<TablePartition, TableOffset> getSnapshotChangeEventSource(
                    SnapshotProgressListener<TablePartition> progress,
                    NotificationService<TablePartition, TableOffset> notified) {
                return new TableScanSource(
                        settings,
                        snapshotters,
                        schemas,
                        reads.tables(),
                        dispatcher,
                        receiver,
                        progress,
                        notified,
                        streams);
            }

            @Override
            public StreamingChangeEventSource<TablePartition, TableOffset> getStreamingChangeEventSource() {
                return streams;
            }
        };
        TableCoordinator coordinator = new TableCoordinator(
                offsets,
                errors,
                config,
                sources,
                dispatcher,
                schemas,
                signals,
                notifications,
                snapshotters,
                streams,
                requests,
                incremental);
        coordinator.start(task, queue, metadata);
        return coordinator;
    }

    @SuppressWarnings("unchecked")
    private static TopicNamingStrategy<TableId> topics(DynamoDbConnectorConfig config) {
        return config.getTopicNamingStrategy(CommonConnectorConfig.TOPIC_NAMING_STRATEGY);
    }

    /** Debezium starts a task again that says so. */
    private TableSchemas schemasWhenThere(
            DynamoDbConnectorConfig config, AwsClients clients, TopicNamingStrategy<TableId> topics) {
        try {
            TableSchemas schemas = schemas(config, clients, topics);
            noAnswer = null;
            return schemas;
        } catch (ReadFault e) {
            doStop();
            if (noAnswer == null) {
                noAnswer = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), config.patience());
            }
            if (noAnswer.next().isPresent()) {
                throw new RetriableException("DynamoDB does not answer: " + e.getMessage(), e);
            }
            throw new ConnectException(
                    "DynamoDB did not answer for " + Keys.PATIENCE.name() + ": " + e.getMessage(), e);
        }
    }

    private static TableSchemas schemas(
            DynamoDbConnectorConfig config, AwsClients clients, TopicNamingStrategy<TableId> topics) {
        TableSchemas schemas = new TableSchemas();
        for (String table : config.tables()) {
            TableFacts facts = clients.tables()
                    .describe(table)
                    .orElseThrow(() -> new ConnectException("The table " + table + " is gone."));
            schemas.add(new TableSchema(config, facts, topics.dataChangeTopic(new TableId(table))));
        }
        return schemas;
    }

    private Offsets<TablePartition, TableOffset> offsets(DynamoDbConnectorConfig config) {
        Map<TablePartition, TableOffset> offsets = new LinkedHashMap<>();
        for (String table : config.tables()) {
            TablePartition partition = new TablePartition(config.getLogicalName(), table);
            offsets.putAll(getPreviousOffsets(() -> Set.of(partition), new TableOffset.Loader(config, table))
                    .getOffsets());
        }
        return Offsets.of(offsets);
    }

    /** Debezium finds its own parts by these. */
    private SnapshotterService services(
            DynamoDbConnectorConfig config,
            Configuration properties,
            TableSchemas schemas,
            Offsets<TablePartition, TableOffset> offsets) {
        config.getBeanRegistry().add(StandardBeanNames.CONFIGURATION, properties);
        config.getBeanRegistry().add(StandardBeanNames.CONNECTOR_CONFIG, config);
        config.getBeanRegistry().add(StandardBeanNames.DATABASE_SCHEMA, schemas);
        config.getBeanRegistry().add(StandardBeanNames.OFFSETS, offsets);
        config.getBeanRegistry().add(StandardBeanNames.CDC_SOURCE_TASK_CONTEXT, task);
        registerServiceProviders(config.getServiceRegistry());
        return config.getServiceRegistry().tryGetService(SnapshotterService.class);
    }

    @Override
    protected List<SourceRecord> doPoll() throws InterruptedException {
        return pollRecords(queue);
    }

    @Override
    protected Optional<ErrorHandler> getErrorHandler() {
        return Optional.ofNullable(errors);
    }

    @Override
    protected void doStop() {
        if (pool != null) {
            pool.close();
        }
        if (clients != null) {
            clients.close();
        }
        if (queue != null) {
            queue.close();
        }
    }

    @Override
    protected Iterable<Field> getAllConfigurationFields() {
        return DynamoDbConnectorConfig.ALL;
    }

    @Override
    protected Configuration withMaskedSensitiveOptions(Configuration properties) {
        return Keys.withoutSecrets(super.withMaskedSensitiveOptions(properties));
    }

    @Override
    protected Map<String, String> getMaskedConfigurationMap(Map<String, String> properties) {
        return withMaskedSensitiveOptions(Configuration.from(properties)).asMap();
    }

    @Override
    protected String connectorName() {
        return DynamoDbConnectorConfig.CONNECTOR;
    }
}
