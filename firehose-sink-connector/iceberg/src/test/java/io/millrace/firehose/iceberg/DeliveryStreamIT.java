package io.millrace.firehose.iceberg;

import static io.millrace.firehose.iceberg.LocalTables.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.testing.Eventually;
import io.millrace.local.LocalDelivery;
import io.millrace.local.LocalMillrace;
import io.millrace.server.config.ConfigSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamDescription;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamStatus;
import software.amazon.awssdk.services.firehose.model.IcebergDestinationConfiguration;
import software.amazon.awssdk.services.firehose.model.ProcessorParameterName;
import software.amazon.awssdk.services.firehose.model.ProcessorType;

/** From a program's request to a row: the facade, with a worker that has the artifact. */
@Timeout(240)
class DeliveryStreamIT {

    private static final String NAME = "orders";
    private static final String ROLE = "arn:aws:iam::000000000000:role/firehose";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void whatIsPutIsARowOfATableThatIsMadeForItAndWhatCannotBeIsUnderTheTablesPrefix() throws Exception {
        try (LocalTables tables = new LocalTables("facade-tables", folder.resolve("catalog.db"));
                LocalMillrace millrace = start(tables);
                FirehoseClient firehose = client(millrace)) {
            firehose.createDeliveryStream(create ->
                    create.deliveryStreamName(NAME).icebergDestinationConfiguration(DeliveryStreamIT::destination));
            Eventually.isTrue(
                    PATIENCE,
                    "the delivery stream",
                    () -> describe(firehose).deliveryStreamStatus() == DeliveryStreamStatus.ACTIVE);

            put(firehose, "{\"op\":\"insert\",\"id\":1,\"city\":\"Bern\",\"amount\":1}");
            put(firehose, "{\"op\":\"update\",\"id\":1,\"city\":\"Basel\",\"amount\":2}");
            put(firehose, "{\"op\":\"insert\",\"city\":\"nowhere\"}");

            Eventually.get(
                    PATIENCE,
                    "the row",
                    () -> Optional.of(rows(tables)).filter(List.of("1 Basel 2")::equals),
                    () -> rows(tables));
            Path failed = millrace.delivery().orElseThrow().folder().resolve("failures/bad/iceberg-failed");
            Eventually.isTrue(PATIENCE, "the record that fails", () -> hasFiles(failed));
            assertThat(describe(firehose)
                            .destinations()
                            .get(0)
                            .icebergDestinationDescription()
                            .destinationTableConfigurationList()
                            .get(0)
                            .uniqueKeys())
                    .containsExactly("id");
            firehose.deleteDeliveryStream(delete -> delete.deliveryStreamName(NAME));
        }
    }

    private static void destination(IcebergDestinationConfiguration.Builder to) {
        to.roleARN(ROLE)
                .catalogConfiguration(catalog -> catalog.catalogARN("arn:aws:glue:us-east-1:000000000000:catalog"))
                .destinationTableConfigurationList(table -> table.destinationDatabaseName("shop")
                        .destinationTableName("orders")
                        .uniqueKeys("id")
                        .partitionSpec(spec -> spec.identity(column -> column.sourceName("city")))
                        .s3ErrorOutputPrefix("bad/"))
                .tableCreationConfiguration(creation -> creation.enabled(true))
                .bufferingHints(hints -> hints.sizeInMBs(1).intervalInSeconds(1))
                .processingConfiguration(processing -> processing
                        .enabled(true)
                        .processors(processor -> processor
                                .type(ProcessorType.METADATA_EXTRACTION)
                                .parameters(
                                        engine -> engine.parameterName(ProcessorParameterName.JSON_PARSING_ENGINE)
                                                .parameterValue("JQ-1.6"),
                                        query -> query.parameterName(ProcessorParameterName.METADATA_EXTRACTION_QUERY)
                                                .parameterValue("{operation: .op}"))))
                .s3Configuration(bucket -> bucket.roleARN(ROLE).bucketARN("arn:aws:s3:::failures"));
    }

    private LocalMillrace start(LocalTables tables) {
        Map<String, String> settings = new HashMap<>(Map.of("http.port", "0"));
        tables.properties().forEach((key, value) -> settings.put("firehose.iceberg.catalog." + key, value));
        return LocalMillrace.start(
                folder.resolve("millrace"),
                0,
                Optional.of(new LocalDelivery.Ports(0, 0)),
                ConfigSource.defaults().settings(settings));
    }

    private static FirehoseClient client(LocalMillrace millrace) {
        return FirehoseClient.builder()
                .endpointOverride(URI.create(
                        "http://127.0.0.1:" + millrace.facade().port().orElseThrow()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    private static void put(FirehoseClient firehose, String document) {
        firehose.putRecord(
                put -> put.deliveryStreamName(NAME).record(record -> record.data(SdkBytes.fromUtf8String(document))));
    }

    private static DeliveryStreamDescription describe(FirehoseClient firehose) {
        return firehose.describeDeliveryStream(of -> of.deliveryStreamName(NAME))
                .deliveryStreamDescription();
    }

    private static List<String> rows(LocalTables tables) {
        try {
            return tables.rows(ORDERS);
        } catch (NoSuchTableException e) {
            return List.of(); // it is made for the first record
        }
    }

    private static boolean hasFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(Files::isRegularFile);
        } catch (IOException | UncheckedIOException e) {
            return false; // objects come meanwhile
        }
    }
}
