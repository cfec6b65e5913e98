package io.millrace.firehose;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.destination.s3.LocalStore;
import io.millrace.firehose.testing.Bucket;
import io.millrace.firehose.testing.ConnectCluster;
import io.millrace.firehose.testing.Eventually;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What operators see of a real worker's tasks. */
@Timeout(120)
class MetricsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ConnectCluster CLUSTER = ConnectCluster.shared();
    private static final MBeanServer JMX = ManagementFactory.getPlatformMBeanServer();

    private LocalStore store;
    private Bucket bucket;

    @BeforeEach
    void start() throws Exception {
        store = new LocalStore();
        bucket = new Bucket(store, "measured");
    }

    @AfterEach
    void stop() throws Exception {
        bucket.close();
        store.close();
    }

    private static ObjectName bean(int task) throws JMException {
        return new ObjectName("io.millrace.firehose:type=delivery-stream,stream=measured,task=" + task);
    }

    private static double read(String figure) {
        try {
            return ((Number) JMX.getAttribute(bean(0), figure)).doubleValue();
        } catch (JMException e) {
            throw new AssertionError(figure, e);
        }
    }

    @Test
    void aTasksFiguresAreThereWhileItRuns() throws Exception {
        CLUSTER.createTopic("measured", 1);
        Map<String, String> config = new HashMap<>(store.properties());
        config.put("connector.class", FirehoseSinkConnector.class.getName());
        config.put("topics", "measured");
        config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        config.put("s3.bucket", "measured");
        config.put("s3.prefix", "data/k=!{partitionKeyFromQuery:k}/");
        config.put("s3.error.prefix", "errors/!{firehose:error-output-type}/");
        config.put("partitioning.query", "{k: .k}");
        config.put("buffer.interval.seconds", "2");
        config.put("backup.mode", "all");
        config.put("backup.prefix", "source/");
        CLUSTER.createConnector("measured", config);

        for (String value : new String[] {"{\"k\":\"a\"}", "{\"k\":\"b\"}", "no JSON"}) {
            CLUSTER.produce("measured", 0, "k", value);
        }

        Eventually.isTrue(PATIENCE, "both records", () -> read("DeliveryToS3.Records") == 2);
        assertThat(read("DeliveryToS3.Bytes")).isEqualTo(18);
        // the server closes the connection of a request that it refuses: the next may have no answer
        assertThat(read("DeliveryToS3.Success")).isBetween(0.5, 1.0);
        assertThat(read("BackupToS3.Records")).isEqualTo(3);
        assertThat(read("BackupToS3.Bytes")).isEqualTo(25);
        assertThat(read("ErrorOutput.processing-failed.Records")).isEqualTo(1);
        assertThat(read("DataReadFromSource.Records")).isEqualTo(3);
        assertThat(read("DataReadFromSource.Bytes")).isEqualTo(25);
        assertThat(read("JQProcessing.Duration")).isPositive();
        Eventually.isTrue(PATIENCE, "all delivered", () -> read("DeliveryToS3.DataFreshness") == 0);
        Eventually.isTrue(PATIENCE, "no partition active", () -> read("PartitionCount") == 0);
        Eventually.isTrue(PATIENCE, "no memory held", () -> read("BufferedBytes") == 0);

        CLUSTER.stop("measured");
        Eventually.isTrue(PATIENCE, "no figures", () -> !isThere());
        CLUSTER.resume("measured");
        Eventually.isTrue(PATIENCE, "figures again", MetricsIT::isThere);
        assertThat(read("DeliveryToS3.Records")).isZero();
        CLUSTER.delete("measured");
    }

    private static boolean isThere() {
        try {
            return JMX.isRegistered(bean(0));
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }
}
