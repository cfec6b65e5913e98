package io.millrace.conformance.drill;

import io.millrace.conformance.client.JavaClientSettings;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * Three brokers, three facades behind a plain TCP balancer, writers and readers with the AWS SDK, a Kafka producer that writes
 * where no shard is, reshards every few seconds, and one server after the other killed, stopped or restarted.
 */
final class Drill {

    private static final String STREAM = "drill";
    private static final int BROKERS = 3;
    private static final int FACADES = 3;
    private static final int KEYS = 12;
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Duration READ_PATIENCE = Duration.ofSeconds(120);

    private final Path folder;
    private final Random random;
    private final Duration time;

    /** @param time how long there is mischief, at least one round of it */
    Drill(Path folder, long seed, Duration time) {
        this.folder = folder;
        this.random = new Random(seed);
        this.time = time;
    }

    DrillReport run() {
        try (KafkaCluster kafka = new KafkaCluster(folder, BROKERS)) {
            List<Child> facades = FacadeMain.processes(FACADES, kafka, folder, LEASE);
            try (Balancer balancer =
                    new Balancer(facades.stream().map(Child::port).toList())) {
                facades.forEach(Child::awaitListening);
                return through(balancer, facades, kafka);
            } finally {
                facades.forEach(Child::close);
            }
        }
    }

    private DrillReport through(Balancer balancer, List<Child> facades, KafkaCluster kafka) {
        URI endpoint = URI.create("http://127.0.0.1:" + balancer.port());
        try (KinesisClient kinesis = JavaClientSettings.impatient(endpoint)) {
            kinesis.createStream(request -> request.streamName(STREAM).shardCount(2));
            kinesis.waiter().waitUntilStreamExists(request -> request.streamName(STREAM));
            closeTheFirstShard(kinesis);
            Writers writers = new Writers(kinesis, STREAM, KEYS);
            Reshards reshards = new Reshards(kinesis, STREAM, random);
            Mischief mischief = new Mischief(facades, kafka.brokers(), LEASE.toMillis(), random);
            try (LineageReader reader = new LineageReader(kinesis, STREAM);
                    StrayWriter strays = new StrayWriter(kafka.bootstrapServers(), STREAM, 0)) {
                reader.start();
                writers.start();
                strays.start();
                reshards.start();
                long begun = System.currentTimeMillis();
                // First without mischief: what a reshard costs where all is well.
                Pause.millis(Math.min(time.toMillis() / 4, 20_000));
                long mischiefBegun = System.currentTimeMillis();
                do {
                    mischief.round();
                } while (System.currentTimeMillis() - begun < time.toMillis());
                reshards.finish();
                writers.finish();
                strays.finish();
                reader.awaitAll(writers.acknowledged(), strays.acknowledged(), READ_PATIENCE);
                return DrillReport.of(writers, strays, reader, reshards, mischief.done(), mischiefBegun);
            }
        }
    }

    /** What is written to its partition from then on lies where no shard is. */
    private static void closeTheFirstShard(KinesisClient kinesis) {
        Shard first = kinesis.listShards(request -> request.streamName(STREAM))
                .shards()
                .get(0);
        BigInteger end = new BigInteger(first.hashKeyRange().endingHashKey());
        kinesis.splitShard(request -> request.streamName(STREAM)
                .shardToSplit(first.shardId())
                .newStartingHashKey(end.shiftRight(1).toString()));
        kinesis.waiter().waitUntilStreamExists(request -> request.streamName(STREAM));
    }
}
