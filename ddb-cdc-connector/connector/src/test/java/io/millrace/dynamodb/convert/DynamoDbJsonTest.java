package io.millrace.dynamodb.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class DynamoDbJsonTest {

    @Property(tries = 300)
    void nothingIsLost(@ForAll long seed) {
        Map<String, AttributeValue> item = Items.of(seed);

        assertThat(DynamoDbJson.read(DynamoDbJson.write(item))).isEqualTo(item);
    }

    @Test
    void itIsTheLayoutOfTheService() {
        assertThat(DynamoDbJson.write(Map.of(
                        "tags", AttributeValue.fromM(Map.of("n", AttributeValue.fromNs(List.of("1", "1E+10")))))))
                .isEqualTo("{\"tags\":{\"M\":{\"n\":{\"NS\":[\"1\",\"1E+10\"]}}}}");
    }

    @Test
    void whatIsEmptyKeepsItsType() {
        Map<String, AttributeValue> item = Map.of(
                "l",
                AttributeValue.fromL(List.of()),
                "m",
                AttributeValue.fromM(Map.of()),
                "s",
                AttributeValue.fromS(""));

        assertThat(DynamoDbJson.read(DynamoDbJson.write(item))).isEqualTo(item);
    }

    /** DynamoDB's names of attributes have 64 KiB at the most. */
    @Test
    void aNameMayBeAsLongAsDynamoDbHasThem() {
        Map<String, AttributeValue> item = Map.of("x".repeat(65_535), AttributeValue.fromNul(true));

        assertThat(DynamoDbJson.read(DynamoDbJson.write(item))).isEqualTo(item);
    }

    @Test
    void whatIsNoItemIsRefused() {
        assertThatThrownBy(() -> DynamoDbJson.read("{\"a\":{\"X\":1}}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DynamoDbJson.read("{\"a\":{}}")).isInstanceOf(IllegalArgumentException.class);
    }
}
