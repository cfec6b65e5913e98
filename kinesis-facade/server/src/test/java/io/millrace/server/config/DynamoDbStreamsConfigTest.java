package io.millrace.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class DynamoDbStreamsConfigTest {

    @Test
    void prefixesStandBetweenCommas() {
        assertThat(new DynamoDbStreamsConfig(" shop, audit.eu ,").prefixes()).containsExactly("shop", "audit.eu");
        assertThat(new DynamoDbStreamsConfig(" ").prefixes()).isEmpty();
    }

    @Test
    void whatNoTopicCanBeginWithIsRefused() {
        assertThatThrownBy(() -> new DynamoDbStreamsConfig("a,b c"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("dynamodbStreams.topicPrefixes")
                .hasMessageContaining("'b c'");
    }
}
