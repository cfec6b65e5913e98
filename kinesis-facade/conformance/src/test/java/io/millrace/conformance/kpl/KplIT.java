package io.millrace.conformance.kpl;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeExtension;
import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import io.millrace.conformance.client.Runtimes;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.kinesis.producer.KinesisProducer;
import software.amazon.kinesis.producer.KinesisProducerConfiguration;
import software.amazon.kinesis.producer.UserRecordResult;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

@ExtendWith(FacadeExtension.class)
class KplIT {

    private static final int RECORDS = 3000;

    @TempDir
    private Path daemonFolder;

    @BeforeAll
    static void requiresItsDaemon() {
        String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        Runtimes.require(
                "KPL", platform.equals("Linux amd64"), "its native daemon is for Linux on x86-64, this is " + platform);
    }

    @Test
    @Timeout(120)
    void whatTheProducerAggregatesThroughASplitIsAllThere(RunningFacade facade) throws Exception {
        try (FacadeStream stream = facade.stream(2)) {
            List<Future<UserRecordResult>> results = new ArrayList<>();
            KinesisProducer producer =
                    new KinesisProducer(configuration(facade.endpoints().https()));
            try {
                // the daemon aggregates once it knows the shards
                add(producer, stream, 0).get();
                for (int i = 1; i < RECORDS; i++) {
                    results.add(add(producer, stream, i));
                    if (i == RECORDS / 2) {
                        stream.split(
                                FacadeStream.shardId(0), BigInteger.TWO.pow(126).toString());
                    }
                }
                producer.flushSync();
                for (Future<UserRecordResult> result : results) {
                    assertThat(result.get().isSuccessful()).isTrue();
                }
            } finally {
                producer.destroy();
            }

            List<String> read = new ArrayList<>();
            int puts = 0;
            for (Shard shard : stream.shards()) {
                List<KinesisClientRecord> raw = stream.readToTip(shard.shardId()).stream()
                        .map(KinesisClientRecord::fromRecord)
                        .toList();
                puts += raw.size();
                read.addAll(userRecords(shard, raw));
            }

            assertThat(read)
                    .containsAll(
                            IntStream.range(0, RECORDS).mapToObj(KplIT::text).toList());
            assertThat(puts)
                    .as("records in Kinesis, each of many records of the user")
                    .isLessThan(RECORDS / 2);
        }
    }

    private static Future<UserRecordResult> add(KinesisProducer producer, FacadeStream stream, int number) {
        return producer.addUserRecord(
                stream.name(), "key-" + number, ByteBuffer.wrap(text(number).getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(int number) {
        return "user-record-" + number;
    }

    /** What KCL would give to its record processor: the records of the user that belong to the shard. */
    private static List<String> userRecords(Shard shard, List<KinesisClientRecord> raw) {
        return new AggregatorUtil()
                        .deaggregate(
                                raw,
                                new BigInteger(shard.hashKeyRange().startingHashKey()),
                                new BigInteger(shard.hashKeyRange().endingHashKey()))
                        .stream()
                        .map(record ->
                                StandardCharsets.UTF_8.decode(record.data()).toString())
                        .toList();
    }

    private KinesisProducerConfiguration configuration(URI endpoint) {
        StaticCredentialsProvider credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("conformance", "conformance"));
        return new KinesisProducerConfiguration()
                .setKinesisEndpoint(endpoint.getHost())
                .setKinesisPort(endpoint.getPort())
                .setStsEndpoint(endpoint.getHost())
                .setStsPort(endpoint.getPort())
                .setVerifyCertificate(false)
                .setRegion("us-east-1")
                .setCredentialsProvider(credentials)
                .setMetricsCredentialsProvider(credentials)
                .setMetricsLevel("none")
                .setAggregationEnabled(true)
                .setRecordMaxBufferedTime(100)
                .setTempDirectory(daemonFolder.toString());
    }
}
