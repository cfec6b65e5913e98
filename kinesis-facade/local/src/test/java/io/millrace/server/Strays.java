package io.millrace.server;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.local.testing.SharedBroker;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.catalog.KafkaCatalog;
import io.millrace.server.config.ServerConfig;
import io.millrace.server.kafka.KafkaClients;
import io.millrace.server.kafka.StrayPositions;
import io.millrace.server.kafka.StrayReader;
import io.millrace.server.kafka.StrayWriter;
import io.millrace.server.kafka.StreamTopics;
import io.millrace.server.metrics.StreamMetrics;
import io.millrace.server.reshard.Lease;
import io.millrace.server.reshard.ShardGates;
import io.millrace.server.strays.StrayCarrier;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What tests of strays need beside a node: producers that know nothing of shards, and carriers that know nothing of turns. */
final class Strays {

    private static final Map<String, Object> KAFKA = Map.of("bootstrap.servers", SharedBroker.bootstrapServers());

    private Strays() {}

    enum Death {
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    static Node node(String catalog) {
        return Node.open(
                ServerConfig.of(Map.of(
                        "kafka.bootstrapServers", SharedBroker.bootstrapServers(), "kafka.catalogTopic", catalog)),
                Clock.systemUTC());
    }

    static KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(KAFKA, new StringSerializer(), new StringSerializer());
    }

    static KafkaProducer<String, String> transactionalProducer() {
        Map<String, Object> config = new HashMap<>(KAFKA);
        config.put("transactional.id", "native-" + System.nanoTime());
        return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    }

    /** The first records of a partition, as Kafka has them. */
    static List<ConsumerRecord<String, String>> records(StreamName stream, int partition, int count) {
        TopicPartition at = new TopicPartition(stream.value(), partition);
        Map<String, Object> config = new HashMap<>(KAFKA);
        config.put("isolation.level", "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(at));
            consumer.seekToBeginning(List.of(at));
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            NodeClient.await(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return records.size() >= count;
            });
            return records;
        }
    }

    static void awaitCarriedToTheEnd(String catalog, StreamName stream, StreamImage image, int partition) {
        try (Admin admin = Admin.create(KAFKA)) {
            NodeClient.await(() -> carriedToTheEnd(admin, catalog, stream, image, Set.of(partition))
                    .contains(partition));
        }
    }

    static Set<Integer> carriedToTheEnd(String catalog, StreamName stream, StreamImage image, Set<Integer> partitions) {
        try (Admin admin = Admin.create(KAFKA)) {
            return carriedToTheEnd(admin, catalog, stream, image, partitions);
        }
    }

    private static Set<Integer> carriedToTheEnd(
            Admin admin, String catalog, StreamName stream, StreamImage image, Set<Integer> partitions) {
        StrayPositions positions =
                new StrayPositions(admin, new StreamTopics(admin, Optional.empty(), Map.of()), catalog + "_strays");
        return NodeClient.join(positions
                .carriedToTheEnd(stream, image.fact().incarnation(), partitions)
                .toCompletableFuture());
    }

    /** The carrier of a node that believes that every stream is its turn. */
    static final class Carrier implements AutoCloseable {

        private final Admin admin;
        private final KafkaCatalog catalog;
        private final StrayCarrier carrier;
        private final AtomicInteger taken = new AtomicInteger();
        private final CountDownLatch dead = new CountDownLatch(1);

        private Carrier(String catalogTopic, Lease lease, UnaryOperator<Producer<byte[], byte[]>> around) {
            KafkaClients clients = new KafkaClients(KAFKA);
            admin = clients.admin();
            catalog =
                    KafkaCatalog.open(clients, admin, catalogTopic, Optional.empty(), Map.of(), Duration.ofSeconds(20));
            ShardGates gates = new ShardGates();
            catalog.onChange(gates::follow);
            String group = catalogTopic + "_strays";
            carrier = new StrayCarrier(
                    catalog,
                    gates,
                    lease,
                    subject -> Duration.ZERO,
                    new StrayPositions(admin, new StreamTopics(admin, Optional.empty(), Map.of()), group),
                    () -> new StrayReader(clients.strayConsumer()),
                    incarnation -> {
                        taken.incrementAndGet();
                        return new StrayWriter(around.apply(clients.strayProducer(group + "-" + incarnation)), group);
                    },
                    new StreamMetrics(new SimpleMeterRegistry()),
                    Clock.systemUTC());
            carrier.start();
        }

        static Carrier start(String catalog) {
            return start(catalog, () -> 1);
        }

        /** @param terms of its lease, each time that it looks */
        static Carrier start(String catalog, LongSupplier terms) {
            return new Carrier(catalog, new ScriptedLease(terms), producer -> producer);
        }

        /** Dies at its first commit of records: from then on nothing of it reaches Kafka, not even that it goes. */
        static Carrier dying(String catalog, Death death) {
            CompletableFuture<Carrier> self = new CompletableFuture<>();
            Carrier carrier =
                    new Carrier(catalog, new ScriptedLease(() -> 1), producer -> mortal(producer, death, self));
            self.complete(carrier);
            return carrier;
        }

        @SuppressWarnings("unchecked")
        private static Producer<byte[], byte[]> mortal(
                Producer<byte[], byte[]> producer, Death death, CompletableFuture<Carrier> self) {
            AtomicInteger sent = new AtomicInteger();
            return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                    Strays.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                        if (self.join().dead.getCount() == 0) {
                            if (method.getName().equals("close")) {
                                return null;
                            }
                            throw new IllegalStateException("dead");
                        }
                        if (method.getName().equals("send")) {
                            sent.incrementAndGet();
                        }
                        boolean last = method.getName().equals("commitTransaction") && sent.get() > 0;
                        if (last && death == Death.BEFORE_COMMIT) {
                            self.join().dead.countDown();
                            throw new IllegalStateException("dead");
                        }
                        try {
                            Object result = method.invoke(producer, arguments);
                            if (last) {
                                self.join().dead.countDown();
                                throw new IllegalStateException("dead");
                            }
                            return result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        void awaitDeath() {
            try {
                if (!dead.await(60, TimeUnit.SECONDS)) {
                    throw new AssertionError("it lives");
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        StreamImage image(StreamName stream) {
            return catalog.image().stream(stream).orElseThrow();
        }

        int taken() {
            return taken.get();
        }

        @Override
        public void close() {
            carrier.close();
            catalog.close();
            admin.close();
        }
    }

    private record ScriptedLease(LongSupplier terms) implements Lease {
        @Override
        public long term() {
            return terms.getAsLong();
        }

        @Override
        public CompletionStage<Void> whenHeld() {
            return CompletableFuture.completedStage(null);
        }
    }
}
