package io.millrace.server.dynamodbstreams.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.server.dynamodbstreams.StreamsBench;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ListStreamsTest {

    @Test
    void aTopicOfThePrefixIsAStreamOfItsTable() {
        StreamsBench bench = new StreamsBench("shop")
                .topic("shop.orders")
                .topic("other.orders")
                .topic("shop.x")
                .topic("shopping");

        JsonNode streams = bench.call("ListStreams", "{}").path("Streams");

        assertThat(streams).hasSize(1);
        String label = streams.path(0).path("StreamLabel").asText();
        assertThat(label).matches("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
        assertThat(streams.path(0).path("TableName").asText()).isEqualTo("orders");
        assertThat(streams.path(0).path("StreamArn").asText())
                .isEqualTo("arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/" + label);
    }

    @Test
    void theLongerPrefixHasTheTopic() {
        StreamsBench bench = new StreamsBench("a", "a.b").topic("a.b.orders").topic("a.orders");

        List<String> tables = new ArrayList<>();
        bench.call("ListStreams", "{}")
                .path("Streams")
                .forEach(stream -> tables.add(stream.path("TableName").asText()));

        assertThat(tables).containsExactly("orders", "orders");
        assertThat(bench.call("ListStreams", "{\"TableName\":\"b.orders\"}").path("Streams"))
                .isEmpty();
    }

    @Test
    void pagesFollowEachOther() {
        StreamsBench bench = new StreamsBench("shop");
        for (int i = 0; i < 5; i++) {
            bench.topic("shop.table-" + i);
        }
        List<String> tables = new ArrayList<>();
        String start = "";
        do {
            JsonNode page = bench.call("ListStreams", "{\"Limit\":2" + start + "}");
            assertThat(page.path("Streams").size()).isBetween(1, 2);
            page.path("Streams")
                    .forEach(stream -> tables.add(stream.path("TableName").asText()));
            start = page.has("LastEvaluatedStreamArn")
                    ? ",\"ExclusiveStartStreamArn\":" + page.path("LastEvaluatedStreamArn")
                    : "";
        } while (!start.isEmpty());

        assertThat(tables).containsExactly("table-0", "table-1", "table-2", "table-3", "table-4");
    }

    @Test
    void limitsAreThoseOfTheModel() {
        StreamsBench bench = new StreamsBench("shop");

        assertThat(bench.refusal("ListStreams", "{\"Limit\":0}").code()).isEqualTo("ValidationException");
        assertThat(bench.refusal("ListStreams", "{\"Limit\":101}").code()).isEqualTo("ValidationException");
        assertThat(bench.refusal("ListStreams", "{\"TableName\":\"ab\"}").code())
                .isEqualTo("ValidationException");
    }
}
