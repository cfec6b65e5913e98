package io.millrace.firehose.config;

import io.millrace.firehose.transform.Envelope;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where it is found out in which shards of Kinesis streams records are. */
final class KinesisOptions implements OptionGroup {

    static final String CATALOG_TOPIC = "kinesis.catalog.topic";

    /** What follows is a Kafka client's, such as {@code kinesis.catalog.client.bootstrap.servers}. */
    static final String CLIENT = "kinesis.catalog.client.";

    private static final String SERVERS = "bootstrap.servers";

    @Override
    public String name() {
        return "Kinesis streams";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.text(
                        CATALOG_TOPIC,
                        "Catalog of streams",
                        "The topic in which the Kinesis facade keeps its streams and shards. How its Kafka is reached is"
                                + " given as " + CLIENT + "*, such as " + CLIENT + SERVERS
                                + ", as a Kafka consumer has it.")
                .defaultsTo("__millrace_catalog")
                .when(StreamOptions.SHAPE, "kinesis")
                .low());
    }

    @Override
    public void check(Values values) {
        if (StreamOptions.shape(values) == Envelope.Shape.KINESIS
                && !values.under(CLIENT).containsKey(SERVERS)) {
            values.fault(
                    CATALOG_TOPIC,
                    "where it is, is not told: write " + CLIENT + SERVERS + ", or " + StreamOptions.SHAPE + "=direct");
        }
    }

    static Optional<KinesisSettings> read(Values values) {
        Map<String, String> client = values.under(CLIENT);
        return StreamOptions.shape(values) == Envelope.Shape.KINESIS
                ? Optional.of(new KinesisSettings(values.text(CATALOG_TOPIC).orElseThrow(), client))
                : Optional.empty();
    }
}
