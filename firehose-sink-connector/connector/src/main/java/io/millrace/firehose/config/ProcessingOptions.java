package io.millrace.firehose.config;

import io.millrace.firehose.step.AppendDelimiter;
import io.millrace.firehose.step.CloudWatchLogs;
import io.millrace.firehose.step.Decompression;
import io.millrace.firehose.step.DelimitedDeAggregation;
import io.millrace.firehose.step.JsonDeAggregation;
import io.millrace.firehose.step.KplDeAggregation;
import io.millrace.firehose.step.Step;
import io.millrace.firehose.step.Steps;
import java.util.ArrayList;
import java.util.List;

/** What is done to records besides the transform. */
final class ProcessingOptions implements OptionGroup {

    static final String KPL = "processing.kpl.deaggregation";
    static final String DEAGGREGATION = "processing.deaggregation";
    static final String DEAGGREGATION_DELIMITER = "processing.deaggregation.delimiter";
    static final String DECOMPRESSION = "processing.decompression";
    static final String CLOUDWATCH_LOGS = "processing.cloudwatch.logs";
    static final String DELIMITER = "processing.delimiter";

    private static final String NONE = "none";
    private static final String JSON = "json";
    private static final String DELIMITED = "delimited";
    private static final String GZIP = "gzip";
    private static final Choice<String> DEAGGREGATIONS = Choice.words(NONE, JSON, DELIMITED);
    private static final Choice<String> DECOMPRESSIONS = Choice.words(NONE, GZIP);

    /** Above the largest record that a topic usually takes, and far below what would harm a worker. */
    private static final int MOST_DECOMPRESSED = 32 << 20;

    @Override
    public String name() {
        return "Processing";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.flag(
                                KPL,
                                "Take KPL's aggregates apart",
                                "Whether records that the Kinesis Producer Library aggregated become the records they"
                                        + " are made of. The first of all steps.")
                        .defaultsTo(false)
                        .low(),
                Option.text(
                                DEAGGREGATION,
                                "Take records apart",
                                "json: each JSON document in a record becomes a record, of an array each element."
                                        + " delimited: what is between delimiters does.")
                        .defaultsTo(NONE)
                        .oneOf(DEAGGREGATIONS),
                Option.text(
                                DEAGGREGATION_DELIMITER,
                                "Delimiter in records",
                                "Where delimited records are cut, in base64: Cg== is a new line.")
                        .valid(Texts.BASE64)
                        .when(DEAGGREGATION, DELIMITED),
                Option.text(
                                DECOMPRESSION,
                                "Decompression",
                                "gzip: records are expanded, to " + (MOST_DECOMPRESSED >> 20) + " MiB at most.")
                        .defaultsTo(NONE)
                        .oneOf(DECOMPRESSIONS)
                        .low(),
                Option.flag(
                                CLOUDWATCH_LOGS,
                                "CloudWatch Logs",
                                "Whether the messages of CloudWatch Logs' events become records, without what is around"
                                        + " them.")
                        .defaultsTo(false)
                        .when(DECOMPRESSION, GZIP)
                        .low(),
                Option.text(
                                DELIMITER,
                                "Delimiter after records",
                                "What is appended to each record, in base64: Cg== is a new line. Nothing if it is not"
                                        + " there: records' bytes then follow each other.")
                        .valid(Texts.BASE64));
    }

    @Override
    public void check(Values values) {
        boolean delimited = values.choice(DEAGGREGATION, DEAGGREGATIONS).equals(DELIMITED);
        if (!values.isFaulty(DEAGGREGATION_DELIMITER) && delimited != values.has(DEAGGREGATION_DELIMITER)) {
            values.fault(
                    DEAGGREGATION_DELIMITER,
                    delimited
                            ? "it is needed with " + DEAGGREGATION + "=" + DELIMITED
                                    + ": write, for example, Cg== for a new line"
                            : "it is for " + DEAGGREGATION + "=" + DELIMITED + " only: write that, or leave it out");
        }
        if (values.isTrue(CLOUDWATCH_LOGS)
                && !values.choice(DECOMPRESSION, DECOMPRESSIONS).equals(GZIP)) {
            values.fault(
                    CLOUDWATCH_LOGS,
                    "CloudWatch Logs sends GZIP, which must be expanded first: write " + DECOMPRESSION + "=" + GZIP);
        }
    }

    static ProcessingSettings read(Values values) {
        List<Step> steps = new ArrayList<>();
        if (values.isTrue(KPL)) {
            steps.add(new KplDeAggregation());
        }
        switch (values.choice(DEAGGREGATION, DEAGGREGATIONS)) {
            case JSON -> steps.add(new JsonDeAggregation());
            case DELIMITED ->
                steps.add(new DelimitedDeAggregation(
                        values.text(DEAGGREGATION_DELIMITER).orElseThrow()));
            default -> {}
        }
        if (values.choice(DECOMPRESSION, DECOMPRESSIONS).equals(GZIP)) {
            steps.add(new Decompression(MOST_DECOMPRESSED));
        }
        if (values.isTrue(CLOUDWATCH_LOGS)) {
            steps.add(new CloudWatchLogs());
        }
        return new ProcessingSettings(
                new Steps(steps), values.text(DELIMITER).map(text -> new AppendDelimiter(Texts.base64(text))));
    }
}
