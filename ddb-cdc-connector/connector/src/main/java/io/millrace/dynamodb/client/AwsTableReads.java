package io.millrace.dynamodb.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** By the SDK. Safe for threads. */
public final class AwsTableReads implements TableReads {

    private final DynamoDbClient client;

    public AwsTableReads(DynamoDbClient client) {
        this.client = client;
    }

    @Override
    public Optional<TableFacts> describe(String table) {
        try {
            return Optional.of(facts(Faults.passing(() -> client.describeTable(request -> request.tableName(table)))
                    .table()));
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    private static TableFacts facts(TableDescription table) {
        Map<String, ScalarAttributeType> keys = new LinkedHashMap<>();
        for (KeySchemaElement key : table.keySchema()) {
            table.attributeDefinitions().stream()
                    .filter(attribute -> attribute.attributeName().equals(key.attributeName()))
                    .map(AttributeDefinition::attributeType)
                    .forEach(type -> keys.put(key.attributeName(), type));
        }
        return new TableFacts(
                table.tableName(),
                keys,
                Optional.ofNullable(table.latestStreamArn()),
                table.streamSpecification() != null
                        && Boolean.TRUE.equals(table.streamSpecification().streamEnabled()));
    }

    @Override
    public List<String> list() {
        return Faults.passing(
                () -> client.listTablesPaginator().tableNames().stream().toList());
    }

    @Override
    public Map<String, String> tags(String table) {
        Map<String, String> tags = new LinkedHashMap<>();
        String arn = Faults.passing(() -> client.describeTable(request -> request.tableName(table)))
                .table()
                .tableArn();
        String[] next = new String[1];
        do {
            var response = Faults.passing(() -> client.listTagsOfResource(
                    request -> request.resourceArn(arn).nextToken(next[0])));
            for (Tag tag : response.tags()) {
                tags.put(tag.key(), tag.value());
            }
            next[0] = response.nextToken();
        } while (next[0] != null);
        return tags;
    }

    @Override
    public ScanPage page(PageRequest page) {
        ScanRequest.Builder request = ScanRequest.builder()
                .tableName(page.table())
                .segment(page.segment())
                .totalSegments(page.segments())
                .consistentRead(page.consistent())
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .limit(page.limit());
        page.after().ifPresent(request::exclusiveStartKey);
        ScanResponse response = Faults.passing(() -> client.scan(request.build()));
        return new ScanPage(
                response.items(),
                response.hasLastEvaluatedKey() ? Optional.of(response.lastEvaluatedKey()) : Optional.empty(),
                response.consumedCapacity() == null
                                || response.consumedCapacity().capacityUnits() == null
                        ? 0
                        : response.consumedCapacity().capacityUnits());
    }
}
