package io.millrace.firehose.config;

import io.millrace.firehose.prefix.PrefixRules;
import io.millrace.firehose.prefix.PrefixTemplate;
import java.util.List;
import java.util.Optional;

/** Whether all records are also kept as they came. */
final class BackupOptions implements OptionGroup {

    static final String MODE = "backup.mode";
    static final String BUCKET = "backup.bucket";
    static final String PREFIX = "backup.prefix";
    static final String COMPRESSION = "backup.compression";

    private static final String ALL = "all";
    private static final String FAILED = "failed";
    private static final String DISABLED = "disabled";
    private static final String BESIDE_DATA = "source-records/";
    private static final Choice<String> MODES = Choice.words(DISABLED, FAILED, ALL);

    @Override
    public String name() {
        return "Backup of source records";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.text(
                                MODE,
                                "Backup",
                                "all: every record is also kept as it came. disabled (s3) and failed (others): only failed"
                                        + " records are kept, below " + S3Options.ERROR_PREFIX + ".")
                        .oneOf(MODES)
                        .defaultsToWhat("`disabled` to s3, else `failed`"),
                Option.text(BUCKET, "Bucket", "Its bucket, reached as " + S3Options.BUCKET + " is.")
                        .defaultsToWhat("`<" + S3Options.BUCKET + ">`")
                        .when(MODE, ALL),
                Option.text(
                                PREFIX,
                                "Prefix",
                                "What its objects' names begin with, as " + S3Options.PREFIX
                                        + ", but without partition keys.")
                        .defaultsToWhat("to s3 `" + BESIDE_DATA + "` in the same bucket and none in another, else `<"
                                + S3Options.PREFIX + ">`")
                        .when(MODE, ALL),
                Option.text(COMPRESSION, "Compression", "The compression of its objects.")
                        .oneOf(S3Options.COMPRESSIONS)
                        .defaultsToWhat("`<" + S3Options.COMPRESSION + ">`")
                        .when(MODE, ALL));
    }

    @Override
    public void check(Values values) {
        boolean toS3 = DestinationOptions.type(values) == DestinationType.S3;
        String mode = mode(values);
        if (toS3 && mode.equals(FAILED)) {
            values.fault(MODE, "failed is for other destinations than s3: write disabled or all");
        }
        if (!toS3 && mode.equals(DISABLED)) {
            values.fault(MODE, "failed records are always kept: write failed or all");
        }
        if (!mode.equals(ALL)) {
            return;
        }
        values.attempt(PREFIX, () -> prefix(values));
        if (!values.isFaulty(PREFIX) && prefix(values).hasPartitionKeys()) {
            values.fault(PREFIX, "records have no partition keys before anything is done to them: take them out");
        }
    }

    static Optional<BackupSettings> read(Values values) {
        if (!mode(values).equals(ALL)) {
            return Optional.empty();
        }
        return Optional.of(new BackupSettings(
                bucket(values),
                prefix(values),
                values.choice(values.has(COMPRESSION) ? COMPRESSION : S3Options.COMPRESSION, S3Options.COMPRESSIONS)));
    }

    private static String mode(Values values) {
        return values.has(MODE)
                ? values.choice(MODE, MODES)
                : DestinationOptions.type(values) == DestinationType.S3 ? DISABLED : FAILED;
    }

    private static String bucket(Values values) {
        return values.text(BUCKET).orElseGet(() -> bucketOfData(values));
    }

    private static String bucketOfData(Values values) {
        return values.text(S3Options.BUCKET).orElse("");
    }

    private static PrefixTemplate prefix(Values values) {
        return PrefixTemplate.parse(prefixText(values), PrefixRules.PREFIX, S3Options.zone(values));
    }

    private static String prefixText(Values values) {
        if (values.isGiven(PREFIX)) {
            return values.text(PREFIX).orElse("");
        }
        if (DestinationOptions.type(values) != DestinationType.S3) {
            return values.text(S3Options.PREFIX).orElse("");
        }
        return bucket(values).equals(bucketOfData(values)) ? BESIDE_DATA : "";
    }
}
