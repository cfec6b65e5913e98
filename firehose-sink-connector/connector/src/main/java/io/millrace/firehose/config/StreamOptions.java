package io.millrace.firehose.config;

import io.millrace.firehose.delivery.MissingObjects;
import io.millrace.firehose.transform.Envelope;
import java.util.List;
import java.util.regex.Pattern;

/** The delivery stream itself. */
final class StreamOptions implements OptionGroup {

    static final String NAME = "delivery.stream.name";
    static final String VERSION = "delivery.stream.version";
    static final String ARN = "delivery.stream.arn";
    static final String REGION = "delivery.stream.region";
    static final String SHAPE = "delivery.source.shape";
    static final String SOURCE_ARN = "delivery.source.arn";
    static final String GUARANTEE = "delivery.guarantee";
    static final String MISSING_OBJECTS = MissingObjects.SETTING;
    static final String STATE_PREFIX = "delivery.state.prefix";

    /** The connector's own name, a key of Connect's. */
    private static final String CONNECTOR = "name";

    private static final Pattern NAMES = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");
    private static final Pattern REGIONS = Pattern.compile("[a-z0-9-]+");

    private static final Choice<Envelope.Shape> SHAPES = Choice.lowerCase(Envelope.Shape.values());
    private static final Choice<Guarantee> GUARANTEES = Choice.lowerCase(Guarantee.values());
    private static final Choice<MissingObjects> MISSING = Choice.lowerCase(MissingObjects.values());

    @Override
    public String name() {
        return "Delivery stream";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.text(
                                NAME,
                                "Name of the delivery stream",
                                "What the delivery stream is called: part of objects' names and of its ARN.")
                        .valid(Texts.matching(NAMES, "1 to 64 of a-z A-Z 0-9 _ . -"))
                        .defaultsToWhat("the connector's `name`")
                        .high(),
                Option.whole(
                                VERSION,
                                "Version of the configuration",
                                "Part of objects' names; the service counts it up with each change of the destination.")
                        .defaultsTo(1)
                        .atLeast(1)
                        .low(),
                Option.text(ARN, "ARN", "What transforms and HTTP endpoints are told the stream is.")
                        .defaultsToWhat(
                                "`arn:aws:firehose:<" + REGION + ">:000000000000:deliverystream/<" + NAME + ">`")
                        .low(),
                Option.text(
                                REGION,
                                "Region",
                                "The region in requests to transforms, and of the bucket if " + S3Options.REGION
                                        + " does not say another.")
                        .defaultsTo("us-east-1")
                        .valid(Texts.matching(REGIONS, "a region, such as us-east-1"))
                        .low(),
                Option.text(
                                SHAPE,
                                "Form of requests to transforms",
                                "direct: as from a stream that is put to, which nearly all functions are written for."
                                        + " kinesis: the same, and where each record is in its Kinesis stream, which the"
                                        + " facade's catalog tells (" + KinesisOptions.CATALOG_TOPIC + ")."
                                        + " kafka: as from Amazon MSK, with topics' offsets and kafkaRecordValue.")
                        .defaultsTo("direct")
                        .oneOf(SHAPES)
                        .low(),
                Option.text(
                                SOURCE_ARN,
                                "ARN of the cluster",
                                "What transforms are told the source is, as sourceMSKArn.")
                        .defaultsTo("")
                        .when(SHAPE, "kafka")
                        .low(),
                Option.text(
                                GUARANTEE,
                                "Guarantee",
                                "exactly_once: each record is seen once in the bucket, which the store must have"
                                        + " conditional writes for. at_least_once: a record may be seen again after a"
                                        + " failure; it is all that other destinations than S3 know.")
                        .oneOf(GUARANTEES)
                        .defaultsToWhat("`exactly_once` to S3, else `at_least_once`"),
                Option.text(
                                MISSING_OBJECTS,
                                "If an object is missing",
                                "What to do if an upload that was committed is gone after more than a day and has left"
                                        + " no object. stop: the partition's task fails and names the offsets. accept:"
                                        + " it goes on without them.")
                        .defaultsTo("stop")
                        .oneOf(MISSING)
                        .low(),
                Option.text(
                                STATE_PREFIX,
                                "Prefix of the state",
                                "Where in the bucket the progress of each partition is kept:"
                                        + " `<prefix><stream>/<topic>/<partition>.json`. Never change or remove what is"
                                        + " there while the connector lives.")
                        .defaultsTo(".millrace/")
                        .low());
    }

    @Override
    public void check(Values values) {
        if (!values.has(NAME)) {
            String name = values.connects(CONNECTOR).orElse("");
            if (!NAMES.matcher(name).matches()) {
                values.fault(
                        NAME,
                        "the connector's name \"" + name + "\" cannot be a delivery stream's:"
                                + " write 1 to 64 of a-z A-Z 0-9 _ . - here");
            }
        }
        DestinationType destination = DestinationOptions.type(values);
        if (destination != DestinationType.S3
                && values.text(GUARANTEE).map(GUARANTEES::parse).orElse(Guarantee.AT_LEAST_ONCE)
                        == Guarantee.EXACTLY_ONCE) {
            values.fault(
                    GUARANTEE,
                    "exactly_once is for S3 only: write at_least_once, or nothing; what is sent twice has the same ids"
                            + " both times");
        }
    }

    static StreamSettings read(Values values) {
        String name = values.text(NAME).or(() -> values.connects(CONNECTOR)).orElseThrow();
        String region = region(values);
        String arn = values.text(ARN)
                .orElseGet(() -> "arn:aws:firehose:%s:000000000000:deliverystream/%s".formatted(region, name));
        Guarantee guarantee = values.text(GUARANTEE)
                .map(GUARANTEES::parse)
                .orElse(
                        DestinationOptions.type(values) == DestinationType.S3
                                ? Guarantee.EXACTLY_ONCE
                                : Guarantee.AT_LEAST_ONCE);
        return new StreamSettings(
                name,
                values.integer(VERSION),
                new Envelope(
                        values.choice(SHAPE, SHAPES),
                        arn,
                        region,
                        values.text(SOURCE_ARN).orElse("")),
                guarantee,
                values.choice(MISSING_OBJECTS, MISSING),
                values.text(STATE_PREFIX).orElse(""));
    }

    static Envelope.Shape shape(Values values) {
        return values.choice(SHAPE, SHAPES);
    }

    static String region(Values values) {
        return values.text(REGION).orElse("us-east-1");
    }
}
