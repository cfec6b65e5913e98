package io.millrace.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.destination.s3.LocalStore;
import io.millrace.firehose.destination.splunk.HecStandIn;
import io.millrace.firehose.testing.Bucket;
import io.millrace.firehose.testing.ConnectCluster;
import io.millrace.firehose.testing.Eventually;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A topic to a stand-in for Splunk's collector, through a real Connect worker; what it finds bad goes to the bucket. */
@Timeout(120)
class SplunkDeliveryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ConnectCluster cluster = ConnectCluster.shared();
    private HecStandIn splunk;
    private LocalStore store;
    private Bucket bucket;

    @BeforeEach
    void start() throws Exception {
        splunk = new HecStandIn();
        store = new LocalStore();
        bucket = new Bucket(store, "splunk-errors");
    }

    @AfterEach
    void stop() throws Exception {
        splunk.close();
        bucket.close();
        store.close();
    }

    @Test
    void eventsAreIndexedAndBadOnesGoToTheBucket() {
        cluster.createTopic("splunk", 1);
        cluster.produce("splunk", 0, "k", "{\"event\":\"one\"}");
        cluster.produce("splunk", 0, "k", "no event");
        cluster.produce("splunk", 0, "k", "{\"event\":\"two\"}");
        splunk.will(HecStandIn.Sent.BUSY);
        splunk.will(HecStandIn.Asked.NOT_YET);
        Map<String, String> config = new HashMap<>(store.properties());
        config.put("connector.class", FirehoseSinkConnector.class.getName());
        config.put("topics", "splunk");
        config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        config.put("destination", "splunk");
        config.put("splunk.endpoint", splunk.uri().toString());
        config.put("splunk.endpoint.type", "Event");
        config.put("splunk.token", HecStandIn.TOKEN);
        config.put("s3.bucket", bucket.name());
        config.put("buffer.interval.seconds", "1");
        cluster.createConnector("splunk", config);

        Eventually.isTrue(PATIENCE, "both events", () -> splunk.indexed().containsAll(List.of("one", "two")));
        Eventually.isTrue(
                PATIENCE,
                "the group's offset",
                () -> cluster.offsets("splunk")
                        .getOrDefault(new TopicPartition("splunk", 0), 0L)
                        .equals(3L));
        assertThat(bucket.keys()).singleElement().satisfies(key -> {
            assertThat(key).contains("splunk-failed");
            assertThat(bucket.text(key))
                    .contains(Base64.getEncoder().encodeToString("no event".getBytes(UTF_8)))
                    .contains("Splunk.InvalidDataFormat")
                    .contains("\"EventId\":\"splunk-0-1-0\"");
        });
        cluster.delete("splunk");
    }
}
