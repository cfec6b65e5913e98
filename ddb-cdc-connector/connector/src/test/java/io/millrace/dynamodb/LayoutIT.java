package io.millrace.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.dynamodb.testing.Capture;
import io.millrace.dynamodb.testing.DynamoDbLocal;
import io.millrace.dynamodb.testing.TestTable;
import io.millrace.dynamodb.testing.TopicLog;
import io.millrace.firehose.testing.ConnectCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** What records look like, by the layout and by what the stream shows. */
final class LayoutIT {

    private static final DynamoDbLocal DYNAMODB = DynamoDbLocal.shared();
    private static final ConnectCluster CONNECT = ConnectCluster.shared();

    private final String name = "layout-" + Long.toHexString(System.nanoTime());

    @AfterEach
    void noConnectorIsLeft() {
        CONNECT.delete(name);
    }

    @ParameterizedTest
    @EnumSource(names = "UNKNOWN_TO_SDK_VERSION", mode = EnumSource.Mode.EXCLUDE)
    void eachViewGivesWhatItCan(StreamViewType view) {
        TestTable table = TestTable.create(DYNAMODB, name, view);
        List<TopicLog.Entry> all = written(table, Map.of("snapshot.mode", "no_data"));

        boolean hasNew = view == StreamViewType.NEW_IMAGE || view == StreamViewType.NEW_AND_OLD_IMAGES;
        boolean hasOld = view == StreamViewType.OLD_IMAGE || view == StreamViewType.NEW_AND_OLD_IMAGES;
        assertThat(all).extracting(TopicLog.Entry::op).containsExactly("c", "u", "d", "-");
        assertThat(all.get(1).image("after").orElseThrow().has("version")).isEqualTo(hasNew);
        assertThat(all.get(1).image("before").isPresent()).isEqualTo(hasOld);
        assertThat(all.get(2).image("before").orElseThrow().has("version")).isEqualTo(hasOld);
        assertThat(all.get(2).image("after")).isEmpty();
        assertThat(all.get(0).source().path("stream_view_type").asText()).isEqualTo(view.toString());
    }

    @Test
    void structuresHaveAttributesAsFields() {
        TestTable table = TestTable.create(DYNAMODB, name);
        List<TopicLog.Entry> all = written(table, Map.of("snapshot.mode", "no_data", "value.layout", "struct"));

        assertThat(all.get(1).value().path("after").path("id").asText()).isEqualTo("a");
        assertThat(all.get(1).value().path("after").path("version").asText()).isEqualTo("2");
        assertThat(all.get(1).value().path("before").path("version").asText()).isEqualTo("1");
    }

    @Test
    void theFeedOfKinesisHasNoEnvelope() throws Exception {
        TestTable table = TestTable.create(DYNAMODB, name);
        List<TopicLog.Entry> all = written(table, Map.of("snapshot.mode", "no_data", "value.layout", "kinesis"));

        JsonNode update = new ObjectMapper().readTree(all.get(1).value().asText());
        assertThat(update.path("eventName").asText()).isEqualTo("MODIFY");
        assertThat(update.path("tableName").asText()).isEqualTo(name);
        assertThat(update.path("dynamodb").path("Keys").path("id").path("S").asText())
                .isEqualTo("a");
        assertThat(update.path("dynamodb")
                        .path("NewImage")
                        .path("version")
                        .path("N")
                        .asText())
                .isEqualTo("2");
        assertThat(all.get(3).value()).as("a tombstone").isNull();
    }

    private List<TopicLog.Entry> written(TestTable table, Map<String, String> config) {
        table.put("a", 1);
        table.put("a", 2);
        table.delete("a");
        CONNECT.createConnector(name, Capture.of(DYNAMODB, name, config));
        try (TopicLog topic = new TopicLog(CONNECT.bootstrapServers(), "t." + name)) {
            return topic.awaitCount(4);
        }
    }
}
