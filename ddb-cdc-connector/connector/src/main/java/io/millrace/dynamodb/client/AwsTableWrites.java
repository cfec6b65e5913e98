package io.millrace.dynamodb.client;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** By the SDK. Safe for threads. */
public final class AwsTableWrites implements TableWrites {

    private final DynamoDbClient client;

    public AwsTableWrites(DynamoDbClient client) {
        this.client = client;
    }

    @Override
    public boolean put(String table, Map<String, AttributeValue> item, Optional<Condition> condition) {
        PutItemRequest.Builder request =
                PutItemRequest.builder().tableName(table).item(item);
        condition.ifPresent(must -> request.conditionExpression(must.expression())
                .expressionAttributeNames(must.names())
                .expressionAttributeValues(must.values()));
        return isDone(() -> client.putItem(request.build()));
    }

    @Override
    public boolean delete(String table, Map<String, AttributeValue> key, Optional<Condition> condition) {
        DeleteItemRequest.Builder request =
                DeleteItemRequest.builder().tableName(table).key(key);
        condition.ifPresent(must -> request.conditionExpression(must.expression())
                .expressionAttributeNames(must.names())
                .expressionAttributeValues(must.values()));
        return isDone(() -> client.deleteItem(request.build()));
    }

    @Override
    public boolean set(
            String table,
            Map<String, AttributeValue> key,
            String attribute,
            AttributeValue value,
            Condition condition) {
        Map<String, String> names = new HashMap<>(condition.names());
        names.put("#set", attribute);
        Map<String, AttributeValue> values = new HashMap<>(condition.values());
        values.put(":set", value);
        return isDone(() -> client.updateItem(update -> update.tableName(table)
                .key(key)
                .updateExpression("SET #set = :set")
                .conditionExpression(condition.expression())
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)));
    }

    private static boolean isDone(Runnable request) {
        try {
            Faults.ofWrites(() -> {
                request.run();
                return true;
            });
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    @Override
    public List<Replacement> replaceAll(String table, List<Replacement> replacements) {
        Map<WriteRequest, Replacement> requests = new LinkedHashMap<>();
        replacements.forEach(replacement -> requests.put(request(replacement), replacement));
        List<WriteRequest> unprocessed = Faults.ofWrites(() -> client.batchWriteItem(
                        batch -> batch.requestItems(Map.of(table, List.copyOf(requests.keySet())))))
                .unprocessedItems()
                .getOrDefault(table, List.of());
        // the service may write a number in another way than it was sent: then all are, which does no harm
        return requests.keySet().containsAll(unprocessed)
                ? unprocessed.stream().map(requests::get).toList()
                : replacements;
    }

    private static WriteRequest request(Replacement replacement) {
        return replacement
                .item()
                .map(item ->
                        WriteRequest.builder().putRequest(put -> put.item(item)).build())
                .orElseGet(() -> WriteRequest.builder()
                        .deleteRequest(delete -> delete.key(replacement.key()))
                        .build());
    }
}
