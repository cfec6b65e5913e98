package io.millrace.server;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.mapping.catalog.TokenKeyFact;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.catalog.KafkaCatalog;
import io.millrace.server.catalog.SecondLook;
import io.millrace.server.concurrent.DaemonThreads;
import io.millrace.server.concurrent.OpenParts;
import io.millrace.server.concurrent.Scheduler;
import io.millrace.server.config.KafkaConfig;
import io.millrace.server.config.ReadingConfig;
import io.millrace.server.config.ServerConfig;
import io.millrace.server.config.StreamsConfig;
import io.millrace.server.connect.ConnectRest;
import io.millrace.server.connect.Connectors;
import io.millrace.server.connect.NoConnect;
import io.millrace.server.dynamodbstreams.DynamoDbStreamsApi;
import io.millrace.server.dynamodbstreams.DynamoDbStreamsParts;
import io.millrace.server.dynamodbstreams.records.ChangeIterators;
import io.millrace.server.dynamodbstreams.records.ChangeReads;
import io.millrace.server.dynamodbstreams.records.ForeignRecords;
import io.millrace.server.dynamodbstreams.streams.StreamArns;
import io.millrace.server.dynamodbstreams.streams.TableFacts;
import io.millrace.server.dynamodbstreams.streams.TableStreams;
import io.millrace.server.dynamodbstreams.streams.TableTopics;
import io.millrace.server.firehose.FirehoseApi;
import io.millrace.server.firehose.FirehoseParts;
import io.millrace.server.firehose.FirehoseShapes;
import io.millrace.server.firehose.connector.ConnectorProperties;
import io.millrace.server.firehose.lifecycle.DeliveryStreamLifecycle;
import io.millrace.server.firehose.lifecycle.KafkaDeliveryTopics;
import io.millrace.server.firehose.lookup.DeliveryStreamArns;
import io.millrace.server.firehose.records.DirectPuts;
import io.millrace.server.kafka.AdminChangeTopics;
import io.millrace.server.kafka.ChangeTopics;
import io.millrace.server.kafka.GroupOffsets;
import io.millrace.server.kafka.KafkaAway;
import io.millrace.server.kafka.KafkaClients;
import io.millrace.server.kafka.NodesTopic;
import io.millrace.server.kafka.RecordAppender;
import io.millrace.server.kafka.ShardReader;
import io.millrace.server.kafka.StrayPositions;
import io.millrace.server.kafka.StrayReader;
import io.millrace.server.kafka.StrayWriter;
import io.millrace.server.kafka.StreamTopics;
import io.millrace.server.kafka.tail.CommittedEnds;
import io.millrace.server.kafka.tail.PartitionReader;
import io.millrace.server.kafka.tail.ShardTails;
import io.millrace.server.kinesis.Arns;
import io.millrace.server.kinesis.KinesisApi;
import io.millrace.server.kinesis.KinesisParts;
import io.millrace.server.kinesis.consumers.ConsumerLookup;
import io.millrace.server.kinesis.consumers.SubscriptionClaims;
import io.millrace.server.kinesis.consumers.SubscriptionParts;
import io.millrace.server.kinesis.consumers.SubscriptionThreads;
import io.millrace.server.kinesis.consumers.Subscriptions;
import io.millrace.server.kinesis.records.Positions;
import io.millrace.server.kinesis.records.ShardAppends;
import io.millrace.server.kinesis.records.ShardReads;
import io.millrace.server.kinesis.streams.AccountQuotas;
import io.millrace.server.kinesis.streams.Incarnations;
import io.millrace.server.kinesis.streams.StreamLookup;
import io.millrace.server.kinesis.token.PagingTokens;
import io.millrace.server.kinesis.token.ShardIterators;
import io.millrace.server.lifecycle.ConsumerLifecycle;
import io.millrace.server.lifecycle.StreamLifecycle;
import io.millrace.server.limits.Limits;
import io.millrace.server.metrics.StreamMetrics;
import io.millrace.server.metrics.TailMetrics;
import io.millrace.server.operation.OperationTable;
import io.millrace.server.reshard.Cluster;
import io.millrace.server.reshard.LeaseNeeded;
import io.millrace.server.reshard.ShardGates;
import io.millrace.server.scaling.RateMeter;
import io.millrace.server.scaling.StreamScaler;
import io.millrace.server.strays.StrayCarrier;
import io.millrace.server.token.TokenSeal;
import io.millrace.server.wire.Documents;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Everything of a server behind HTTP: constructors, top to bottom. What is opened is closed in the opposite order, also
 * when a later part fails to open.
 */
public final class Node implements AutoCloseable {

    private static final Duration CATALOG_PATIENCE = Duration.ofSeconds(15);
    private static final Duration JOIN_PATIENCE = Duration.ofSeconds(30);
    private static final Duration READ_PATIENCE = Duration.ofSeconds(10);
    private static final Duration BLOCK_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration RESHARD_PATIENCE = Duration.ofSeconds(10);
    private static final Duration TAIL_KEPT = Duration.ofMinutes(1);
    private static final int MAX_POLL_RECORDS = 10_000;
    private static final int WAITING_READS = 1_000;
    private static final int SUBSCRIPTION_THREADS =
            Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final int TOKEN_KEY_BYTES = 32;

    private final OpenParts open;
    private final KafkaCatalog catalog;
    private final Cluster cluster;
    private final OperationTable kinesis;
    private final OperationTable firehose;
    private final OperationTable dynamoDbStreams;

    private Node(ServerConfig config, StreamMetrics metrics, Clock clock, OpenParts open) {
        this.open = open;
        Optional<Short> replicationFactor = Optional.of((short) config.streams().replicationFactor())
                .filter(factor -> factor != StreamsConfig.BROKER_DEFAULT);
        Map<String, String> topicConfig = topicConfig(config.streams());

        KafkaClients clients = new KafkaClients(properties(config.kafka()));
        Admin admin = closeLater(clients.admin());
        StreamTopics topics = new StreamTopics(admin, replicationFactor, topicConfig);
        catalog = closeLater(KafkaCatalog.open(
                clients, admin, config.kafka().catalogTopic(), replicationFactor, topicConfig, CATALOG_PATIENCE));
        catalog.change(Node::ensureTokenKey).toCompletableFuture().join();

        ShardGates gates = new ShardGates();
        catalog.onChange(gates::follow);
        catalog.onChange(image -> metrics.retain(image.streams().keySet()));
        NodesTopic nodes = closeLater(new NodesTopic(
                admin,
                clients.heartbeatProducer(config.cluster().lease()),
                clients.tailConsumer("nodes"),
                config.kafka().nodesTopic()));
        nodes.ensure(replicationFactor, topicConfig).toCompletableFuture().join();
        SubscriptionClaims claims = new SubscriptionClaims(nodes);
        RateMeter meter = new RateMeter(gates, config.scaling().interval(), System::nanoTime);
        cluster = closeLater(new Cluster(config.cluster(), nodes, catalog::readToEnd, gates, meter::latest));
        cluster.join(JOIN_PATIENCE);
        String strays = config.kafka().straysGroup();
        StrayPositions strayPositions = new StrayPositions(admin, topics, strays);
        StreamLifecycle lifecycle = closeLater(
                new StreamLifecycle(catalog, topics, strayPositions, cluster.members(), cluster.courtesy(), clock));
        lifecycle.start();
        StreamScaler scaler = closeLater(new StreamScaler(
                config.scaling(),
                config.streams().defaultOnDemandShards(),
                catalog,
                meter,
                cluster::rates,
                cluster.courtesy(),
                metrics,
                clock));
        scaler.start();
        Scheduler consumerSteps = closeLater(new Scheduler("consumer-lifecycle", 1));
        new ConsumerLifecycle(catalog, cluster.courtesy(), consumerSteps::after).start();
        StrayCarrier carrier = closeLater(new StrayCarrier(
                catalog,
                gates,
                cluster.lease(),
                cluster.courtesy(),
                strayPositions,
                () -> new StrayReader(clients.strayConsumer()),
                incarnation -> new StrayWriter(clients.strayProducer(strays + "-" + incarnation), strays),
                metrics,
                clock));
        carrier.start();

        RecordAppender appender = closeLater(new RecordAppender(clients.recordProducer(
                config.writing().bufferBytes().bytes(),
                config.writing().deliveryTimeout(),
                BLOCK_TIMEOUT,
                config.writing().linger())));
        int fetchBytes = config.reading().fittingFetchBytes();
        ShardReader laggards = closeLater(new ShardReader(
                number -> clients.shardConsumer(number, fetchBytes, MAX_POLL_RECORDS),
                fetchBytes,
                config.reading().consumers(),
                WAITING_READS,
                READ_PATIENCE));
        ShardTails tails = closeLater(tails(clients, config.reading()));
        tails.start();
        TableTopics tables = new TableTopics(config.dynamodbStreams().prefixes());
        catalog.onChange(image -> tails.retain(
                (topic, incarnation) -> tables.isTable(topic) || isServed(image, new StreamName(topic), incarnation)));
        TailMetrics tailMetrics = new TailMetrics(metrics.registry());
        tailMetrics.watch(tails::used, tails.limit(), tails::count);
        PartitionReader reader =
                closeLater(new PartitionReader(laggards, tails, new CommittedEnds(admin), tailMetrics, clock));
        ExecutorService waitingPuts = Executors.newFixedThreadPool(4, new DaemonThreads("waiting-puts"));
        closeLater(waitingPuts::shutdownNow);

        Arns arns = new Arns(config.account().region(), config.account().id());
        TokenSeal seal =
                new TokenSeal(() -> catalog.image().tokenKey().orElseThrow().bytes());
        StreamLookup streams = new StreamLookup(catalog, arns);
        ConsumerLookup consumers = new ConsumerLookup(streams, arns);
        ShardReads reads = new ShardReads(reader, streams, clock);
        SubscriptionThreads subscriptionThreads = closeLater(new SubscriptionThreads(SUBSCRIPTION_THREADS));
        Subscriptions subscriptions = new Subscriptions(new SubscriptionParts(
                catalog,
                streams,
                consumers,
                reads::follow,
                tails::beyond,
                claims,
                subscriptionThreads,
                subscriptionThreads,
                metrics,
                clock));
        Limits limits = limits(config, clock, arns);
        OperationTable operations = KinesisApi.operations(new KinesisParts(
                catalog,
                topics,
                new AccountQuotas(
                        config.streams().shardLimit(),
                        config.streams().onDemandStreamLimit(),
                        config.streams().defaultOnDemandShards()),
                new Incarnations(),
                arns,
                streams,
                new ShardAppends(
                        catalog, gates, cluster.lease(), appender, limits.writes(), waitingPuts, RESHARD_PATIENCE),
                reads,
                new Positions(topics, arns, clock),
                new ShardIterators(seal, clock),
                new PagingTokens(seal, clock),
                consumers,
                subscriptions,
                limits.reads(),
                limits.subscriptions(),
                metrics,
                clock));
        kinesis = limits.calls()
                .apply(operations
                        .changed(Node::sayingThatKafkaIsAway)
                        .changed(entry -> withSecondLook(entry, waitingPuts))
                        .changed(this::needingTheLease));
        firehose = limits.calls()
                .apply(firehose(
                                config,
                                topics,
                                new GroupOffsets(admin),
                                new DirectPuts(appender, limits.puts(), waitingPuts),
                                clock)
                        .changed(Node::sayingThatKafkaIsAway)
                        .changed(entry -> withSecondLook(entry, waitingPuts))
                        .changed(this::needingTheLease));
        dynamoDbStreams = dynamoDbStreams(config, tables, new AdminChangeTopics(admin), reader, seal, metrics, clock)
                .changed(Node::sayingThatKafkaIsAway);
    }

    /** What is only read, and is in no catalog: without the lease too. */
    private static OperationTable dynamoDbStreams(
            ServerConfig config,
            TableTopics tables,
            ChangeTopics topics,
            PartitionReader reader,
            TokenSeal seal,
            StreamMetrics metrics,
            Clock clock) {
        StreamArns arns =
                new StreamArns(config.account().region(), config.account().id());
        return DynamoDbStreamsApi.operations(new DynamoDbStreamsParts(
                topics,
                new TableStreams(topics, tables, arns),
                new TableFacts(topics, reader::read),
                new ChangeReads(reader::read, topics, new ForeignRecords(metrics.registry())),
                new ChangeIterators(seal, clock),
                !config.dynamodbStreams().prefixes().isEmpty()));
    }

    private OperationTable firehose(
            ServerConfig config, StreamTopics topics, GroupOffsets groups, DirectPuts puts, Clock clock) {
        boolean connected = config.connect().isSet();
        Connectors connectors = connected
                ? new ConnectRest(
                        config.connect().url(),
                        config.connect().username(),
                        config.connect().password())
                : new NoConnect();
        DeliveryStreamArns arns = new DeliveryStreamArns(
                config.account().region(), config.account().id());
        Documents documents = new Documents(FirehoseShapes.shapes());
        ConnectorProperties properties = new ConnectorProperties(
                config.firehose(), config.kafka(), config.account().region(), documents);
        DeliveryStreamLifecycle deliveryStreams = closeLater(new DeliveryStreamLifecycle(
                catalog,
                new KafkaDeliveryTopics(topics, groups, config.firehose().retention()),
                connectors,
                properties,
                arns,
                connected,
                cluster.courtesy()));
        deliveryStreams.start();
        return FirehoseApi.operations(new FirehoseParts(
                catalog, arns, properties, connectors, connected, puts, documents, config.firehose(), clock));
    }

    /** Of the tail's memory a quarter is for what its consumer has fetched and is fetching. */
    private static ShardTails tails(KafkaClients clients, ReadingConfig reading) {
        long all = reading.tailBytes().bytes();
        int fetchBytes = Math.toIntExact(Math.min(reading.fetchBytes().bytes(), all / 8));
        return new ShardTails(
                () -> clients.headConsumer(fetchBytes, MAX_POLL_RECORDS), all - 2L * fetchBytes, TAIL_KEPT);
    }

    private static boolean isServed(CatalogImage image, StreamName stream, String incarnation) {
        return image.stream(stream)
                .map(StreamImage::fact)
                .filter(fact -> fact.incarnation().equals(incarnation))
                .filter(fact -> fact.status() != StreamStatus.DELETING)
                .isPresent();
    }

    private Limits limits(ServerConfig config, Clock clock, Arns arns) {
        return switch (config.limits().mode()) {
            case NONE -> Limits.NONE;
            case AWS ->
                Limits.aws(
                        arns.accountId(), clock, catalog, arn -> arns.parse(arn).map(Arns.Resource::stream));
        };
    }

    /** They know best what each of their records met with, and wait for the lease themselves. */
    private static boolean isPut(OperationTable.Entry<?, ?> entry) {
        return entry.name().startsWith("PutRecord");
    }

    private <I extends Record, O> OperationTable.Entry<I, O> needingTheLease(OperationTable.Entry<I, O> entry) {
        return isPut(entry)
                ? entry
                : new OperationTable.Entry<>(
                        entry.name(), entry.requestType(), new LeaseNeeded<>(entry.operation(), cluster.lease()));
    }

    private static <I extends Record, O> OperationTable.Entry<I, O> sayingThatKafkaIsAway(
            OperationTable.Entry<I, O> entry) {
        return isPut(entry)
                ? entry
                : new OperationTable.Entry<>(
                        entry.name(), entry.requestType(), new KafkaAway<>(entry.name(), entry.operation()));
    }

    private <I extends Record, O> OperationTable.Entry<I, O> withSecondLook(
            OperationTable.Entry<I, O> entry, Executor executor) {
        return new OperationTable.Entry<>(
                entry.name(),
                entry.requestType(),
                new SecondLook<>(entry.operation(), catalog, cluster::isAlone, executor));
    }

    /** Connects to Kafka and reads the catalog. */
    public static Node open(ServerConfig config, Clock clock) {
        return open(config, new StreamMetrics(new SimpleMeterRegistry()), clock);
    }

    /** Connects to Kafka, reads the catalog, and counts what goes into and out of streams. */
    public static Node open(ServerConfig config, StreamMetrics metrics, Clock clock) {
        OpenParts open = new OpenParts();
        try {
            return new Node(config, metrics, clock, open);
        } catch (RuntimeException e) {
            open.close();
            throw e;
        }
    }

    public OperationTable kinesis() {
        return kinesis;
    }

    public OperationTable firehose() {
        return firehose;
    }

    public OperationTable dynamoDbStreams() {
        return dynamoDbStreams;
    }

    Catalog catalog() {
        return catalog;
    }

    public CatalogImage catalogImage() {
        return catalog.image();
    }

    /** Why this node does not follow the catalog and must serve nothing; empty if it does. */
    public Optional<String> trouble() {
        return catalog.trouble();
    }

    /** Why this node accepts no records: the other nodes may hold it for dead. */
    public Optional<String> leaseTrouble() {
        return cluster.lease().isHeld()
                ? Optional.empty()
                : Optional.of("Kafka has not acknowledged a heartbeat of this node in time");
    }

    private static Map<String, Object> properties(KafkaConfig kafka) {
        Map<String, Object> properties = new HashMap<>(kafka.properties());
        properties.put("bootstrap.servers", kafka.bootstrapServers());
        return properties;
    }

    private static Map<String, String> topicConfig(StreamsConfig streams) {
        return streams.minInsyncReplicas() == StreamsConfig.BROKER_DEFAULT
                ? Map.of()
                : Map.of(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(streams.minInsyncReplicas()));
    }

    private static Decision.Outcome<Boolean> ensureTokenKey(CatalogImage image) {
        if (image.tokenKey().isPresent()) {
            return Decision.Outcome.unchanged(false);
        }
        byte[] key = new byte[TOKEN_KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Decision.Outcome.of(true, TokenKeyFact.of(key));
    }

    private <T extends AutoCloseable> T closeLater(T part) {
        return open.add(part);
    }

    @Override
    public void close() {
        open.close();
    }
}
