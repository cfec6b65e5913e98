package io.millrace.tools;

import io.millrace.local.LocalDelivery;
import io.millrace.local.LocalMillrace;
import io.millrace.local.LocalTables;
import io.millrace.server.Facade;
import io.millrace.server.config.ServerConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What {@code up} prints when it is ready: enough to begin with, to be pasted.
 *
 * @param port the one that is listened on, for clear text
 * @param tlsPort the same, for HTTPS
 * @param certificate what clients must trust, for HTTPS
 * @param kafkaFolder the embedded broker's data
 * @param delivery what delivers for delivery streams, if that is embedded too
 * @param tables DynamoDB Local, if it was asked for
 */
record Announcement(
        ServerConfig config,
        OptionalInt port,
        OptionalInt tlsPort,
        Optional<Path> certificate,
        Optional<Path> kafkaFolder,
        Optional<Delivery> delivery,
        Optional<Tables> tables) {

    private static final String ANY_KEY = "AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local";

    /**
     * @param connectUrl the worker's REST API
     * @param s3Endpoint the store's, unless it is elsewhere
     */
    record Delivery(String connectUrl, Optional<String> s3Endpoint, Path folder) {

        private static Delivery of(LocalDelivery delivery) {
            return new Delivery(delivery.connectUrl(), delivery.s3Endpoint(), delivery.folder());
        }
    }

    /** @param endpoint DynamoDB's */
    record Tables(String endpoint, Path folder) {

        private static Tables of(LocalTables tables) {
            return new Tables(tables.endpoint(), tables.folder());
        }
    }

    /** With your Kafka. */
    static Announcement of(ServerConfig config, Facade facade) {
        return new Announcement(
                config,
                facade.port(),
                facade.tlsPort(),
                facade.certificate(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Announcement of(LocalMillrace local, Path kafkaFolder) {
        Facade facade = local.facade();
        return new Announcement(
                local.config(),
                facade.port(),
                facade.tlsPort(),
                facade.certificate(),
                Optional.of(kafkaFolder),
                local.delivery().map(Delivery::of),
                local.tables().map(Tables::of));
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "Kinesis", String.join("  ", endpoints()));
        line(
                text,
                "Kafka",
                servers()
                        + kafkaFolder
                                .map(folder -> "  (embedded, in " + folder + ")")
                                .orElse(""));
        delivery.ifPresent(delivers -> {
            line(
                    text,
                    "Firehose",
                    endpoints().get(0) + "  (delivers with Kafka Connect on " + delivers.connectUrl()
                            + ", ready in seconds)");
            delivers.s3Endpoint()
                    .ifPresent(endpoint -> line(
                            text,
                            "S3",
                            endpoint + "  (in " + delivers.folder()
                                    + "; a bucket is made when it is first written to)"));
        });
        tables.ifPresent(all -> line(
                text,
                "DynamoDB",
                all.endpoint() + "  (Amazon's DynamoDB Local, under its own licence, in " + all.folder()
                        + "; ready in seconds)"));
        line(text, "Keys", keysFile().map(file -> "those in " + file).orElse("any, for instance " + ANY_KEY));
        certificate.ifPresent(file -> line(text, "HTTPS", "trust " + file + ", for instance AWS_CA_BUNDLE=" + file));
        text.append("\nTry, in another terminal:\n\n");
        awsLines().forEach(line -> text.append("  ").append(line).append('\n'));
        text.append("  bin/millrace tail first --from-beginning")
                .append(bootstrapOption())
                .append('\n');
        text.append("  kafka-console-consumer.sh --bootstrap-server ")
                .append(servers())
                .append(" --topic first --from-beginning --isolation-level read_committed\n");
        firehoseLines().forEach(line -> text.append("  ").append(line).append('\n'));
        tableLines().forEach(line -> text.append("  ").append(line).append('\n'));
        return text.append("\nCtrl-C stops it.").toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format("%-9s", name)).append(value).append('\n');
    }

    private List<String> endpoints() {
        return Stream.concat(
                        port.stream().mapToObj(number -> "http://" + host() + ":" + number),
                        tlsPort.stream().mapToObj(number -> "https://" + host() + ":" + number))
                .toList();
    }

    /** One line to paste for each of: make a stream, put a record. */
    private List<String> awsLines() {
        String trust = port.isPresent()
                ? ""
                : certificate.map(file -> "AWS_CA_BUNDLE=" + file + " ").orElse("");
        String aws = "export "
                + keysFile().map(file -> "AWS_SHARED_CREDENTIALS_FILE=" + file).orElse(ANY_KEY)
                + " " + trust + "AWS_DEFAULT_REGION=" + config.account().region();
        String kinesis = "aws kinesis --endpoint-url " + endpoints().get(0) + " ";
        return List.of(
                aws + "; " + kinesis + "create-stream --stream-name first --shard-count 1",
                kinesis + "put-record --stream-name first --partition-key me --data aGVsbG8=");
    }

    /** And for: make a delivery stream, put a record as soon as it is there, see the object. */
    private List<String> firehoseLines() {
        return delivery.flatMap(Delivery::s3Endpoint)
                .map(s3 -> {
                    String firehose =
                            "aws firehose --endpoint-url " + endpoints().get(0) + " ";
                    return List.of(
                            firehose
                                    + "create-delivery-stream --delivery-stream-name events --s3-destination-configuration "
                                    + "RoleARN=arn:aws:iam::" + config.account().id() + ":role/any,"
                                    + "BucketARN=arn:aws:s3:::events,BufferingHints='{SizeInMBs=1,IntervalInSeconds=60}'",
                            "until " + firehose
                                    + "put-record --delivery-stream-name events --record Data=aGVsbG8=;"
                                    + " do sleep 2; done  # CREATING takes seconds",
                            "sleep 60; aws s3 --endpoint-url " + s3 + " ls --recursive s3://events");
                })
                .orElse(List.of());
    }

    /** And for: make a table, put an item, see the change in Kafka. */
    private List<String> tableLines() {
        return tables.map(all -> {
                    String dynamoDb = "aws dynamodb --endpoint-url " + all.endpoint() + " ";
                    return List.of(
                            dynamoDb + "create-table --table-name orders --billing-mode PAY_PER_REQUEST"
                                    + " --attribute-definitions AttributeName=id,AttributeType=S"
                                    + " --key-schema AttributeName=id,KeyType=HASH"
                                    + " --stream-specification StreamEnabled=true,StreamViewType=NEW_AND_OLD_IMAGES",
                            dynamoDb + "put-item --table-name orders --item '{\"id\":{\"S\":\"1\"}}'",
                            "kafka-console-consumer.sh --bootstrap-server " + servers() + " --topic "
                                    + LocalTables.TOPIC_PREFIX
                                    + ".orders --from-beginning --isolation-level read_committed",
                            "aws dynamodbstreams --endpoint-url " + endpoints().get(0) + " list-streams");
                })
                .orElse(List.of());
    }

    private Optional<Path> keysFile() {
        return config.auth().credentialsFile().map(Path::toAbsolutePath);
    }

    private String servers() {
        return config.kafka().bootstrapServers();
    }

    /** The address that clients on this machine use. */
    private String host() {
        String host = config.http().host();
        if (host.equals("0.0.0.0") || host.equals("::")) {
            return "localhost";
        }
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private String bootstrapOption() {
        return servers().equals(KafkaOptions.EMBEDDED) ? "" : " --bootstrap-servers " + servers();
    }
}
