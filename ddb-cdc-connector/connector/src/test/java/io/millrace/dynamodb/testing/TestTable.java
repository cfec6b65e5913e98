package io.millrace.dynamodb.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** A table of items that have an id, a text, and a number. */
public final class TestTable {

    private final DynamoDbClient client;
    private final String name;

    private TestTable(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    public static TestTable create(DynamoDbLocal local, String name, StreamViewType view) {
        local.client()
                .createTable(table -> described(table, name)
                        .streamSpecification(
                                stream -> stream.streamEnabled(true).streamViewType(view)));
        return new TestTable(local.client(), name);
    }

    public static TestTable withoutStream(DynamoDbLocal local, String name) {
        local.client().createTable(table -> described(table, name));
        return new TestTable(local.client(), name);
    }

    private static CreateTableRequest.Builder described(CreateTableRequest.Builder table, String name) {
        return table.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build());
    }

    public static TestTable create(DynamoDbLocal local, String name) {
        return create(local, name, StreamViewType.NEW_AND_OLD_IMAGES);
    }

    /** From now on changes are recorded; what it holds was written before. */
    public TestTable turnStreamOn() {
        client.updateTable(update -> update.tableName(name)
                .streamSpecification(
                        stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
        return this;
    }

    public String name() {
        return name;
    }

    public void put(String id, int version) {
        client.putItem(item -> item.tableName(name)
                .item(Map.of(
                        "id", AttributeValue.fromS(id), "version", AttributeValue.fromN(Integer.toString(version)))));
    }

    public void delete(String id) {
        client.deleteItem(item -> item.tableName(name).key(Map.of("id", AttributeValue.fromS(id))));
    }

    /** Its items: id and version. */
    public Map<String, Integer> contents() {
        Map<String, Integer> contents = new TreeMap<>();
        client.scanPaginator(scan -> scan.tableName(name).consistentRead(true)).items().stream()
                .map(HashMap::new)
                .forEach(item -> contents.put(
                        item.get("id").s(), Integer.parseInt(item.get("version").n())));
        return contents;
    }
}
