package io.millrace.server.kinesis.streams;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.operation.AwsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TopicNamesTest {

    private final CatalogImage image =
            TestCatalog.of(Streams.active("orders.eu_west")).image();

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "__consumer_offsets", "__transaction_state", "__cluster_metadata"})
    void aNameThatIsKafkasOwnOrNoTopicsIsRefused(String name) {
        assertThatThrownBy(() -> TopicNames.require(new StreamName(name))).isInstanceOf(AwsException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders_eu_west", "orders.eu.west", "orders_eu.west"})
    void aStreamWhoseTopicKafkaWouldTakeForAnothersIsRefusedAndNotLeftInCreating(String name) {
        assertThatThrownBy(() -> TopicNames.requireNoCollision(image, new StreamName(name)))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("orders.eu_west");
    }

    @Test
    void otherNamesCollideWithNothing() {
        assertThatCode(() -> {
                    TopicNames.require(new StreamName("__mine"));
                    TopicNames.requireNoCollision(image, new StreamName("orders-eu_west"));
                    TopicNames.requireNoCollision(image, new StreamName("orders.eu_west"));
                })
                .doesNotThrowAnyException();
    }
}
