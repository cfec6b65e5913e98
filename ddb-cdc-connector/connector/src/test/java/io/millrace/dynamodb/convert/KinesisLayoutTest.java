package io.millrace.dynamodb.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class KinesisLayoutTest {

    private static final Map<String, AttributeValue> KEYS = Map.of("id", AttributeValue.fromN("1"));

    @Test
    void itIsTheFeedsRecord() throws Exception {
        Change change = new Change(
                ChangeKind.REMOVE,
                KEYS,
                Optional.empty(),
                Optional.of(KEYS),
                Instant.ofEpochMilli(1627046330199L),
                Optional.of(new StreamOrigin(
                        "shardId-1",
                        "400000000024465870661",
                        "e1",
                        "1.1",
                        "eu-west-1",
                        "NEW_AND_OLD_IMAGES",
                        91,
                        Optional.of(new StreamOrigin.Identity("Service", "dynamodb.amazonaws.com")))));

        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(KinesisLayout.write("clicks", change))).isEqualTo(json.readTree("""
                        {"awsRegion":"eu-west-1","eventID":"e1","eventName":"REMOVE",
                         "userIdentity":{"principalId":"dynamodb.amazonaws.com","type":"Service"},
                         "recordFormat":"application/json","tableName":"clicks",
                         "dynamodb":{"ApproximateCreationDateTime":1627046330199,"Keys":{"id":{"N":"1"}},
                           "OldImage":{"id":{"N":"1"}},"SizeBytes":91},
                         "eventSource":"aws:dynamodb"}
                        """));
    }

    @Test
    void anItemThatWasScannedIsAnInsertWithAnIdOfItsOwn() throws Exception {
        Change change = Change.scanned(KEYS, KEYS, Instant.EPOCH);

        assertThat(KinesisLayout.write("clicks", change))
                .isEqualTo(KinesisLayout.write("clicks", change))
                .contains("\"eventName\":\"INSERT\"", "\"userIdentity\":null");
    }
}
