package io.millrace.firehose.config;

import io.millrace.firehose.compress.Compression;
import io.millrace.firehose.destination.s3.S3ObjectOptions;
import io.millrace.firehose.destination.s3.S3Settings;
import io.millrace.firehose.prefix.FileExtension;
import io.millrace.firehose.prefix.PrefixRules;
import io.millrace.firehose.prefix.PrefixTemplate;
import io.millrace.firehose.prefix.Prefixes;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;

/** The bucket: the destination, or where other destinations' failed records go. */
final class S3Options implements OptionGroup {

    static final String BUCKET = "s3.bucket";
    static final String REGION = "s3.region";
    static final String ENDPOINT = "s3.endpoint";
    static final String PATH_STYLE = "s3.path.style";
    static final String PREFIX = "s3.prefix";
    static final String ERROR_PREFIX = "s3.error.prefix";
    static final String TIMEZONE = "s3.timezone";
    static final String EXTENSION = "s3.file.extension";
    static final String COMPRESSION = "s3.compression";
    static final String ENCRYPTION = "s3.encryption";
    static final String KMS_KEY = "s3.kms.key.id";
    static final String STORAGE_CLASS = "s3.storage.class";

    private static final IdentityOptions IDENTITY = new IdentityOptions("s3.");

    /** As the service spells them, and ZSTD. */
    static final Choice<Compression> COMPRESSIONS = Choice.of(
            Compression.values(), compression -> compression == Compression.SNAPPY ? "Snappy" : compression.name());

    private static final String KMS = "aws:kms";
    private static final Choice<String> ENCRYPTIONS = Choice.words("none", "AES256", KMS);
    private static final Pattern BUCKETS = Pattern.compile("[^/\\s]+");

    /** For a part of 5 MiB on a slow line; what takes longer is asked again. */
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "S3";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.text(BUCKET, "Bucket", "The bucket's name; of ARNs, what follows arn:aws:s3:::.")
                        .required()
                        .valid(Texts.matching(BUCKETS, "a bucket's name")),
                Option.text(REGION, "Region", "The bucket's region; stores that have none take any.")
                        .defaultsToWhat("`<" + StreamOptions.REGION + ">`"),
                Option.text(ENDPOINT, "Endpoint", "Where a store is that is not Amazon's.")
                        .valid(Texts.HTTP_URL),
                Option.flag(
                                PATH_STYLE,
                                "Path style",
                                "Whether the bucket stands in the path of requests and not in the name of the host.")
                        .defaultsToWhat("`true` with `" + ENDPOINT + "`, else `false`")
                        .low(),
                IDENTITY.accessKey(),
                IDENTITY.secretKey(),
                IDENTITY.sessionToken(),
                IDENTITY.role(),
                IDENTITY.externalId(),
                IDENTITY.stsEndpoint(),
                Option.text(
                                PREFIX,
                                "Prefix",
                                "What objects' names begin with, in the service's prefix language. Without any expression,"
                                        + " `!{timestamp:yyyy/MM/dd/HH}/` is appended.")
                        .defaultsTo("")
                        .high(),
                Option.text(
                                ERROR_PREFIX,
                                "Error prefix",
                                "The same for failed records; it is needed if " + PREFIX
                                        + " has expressions. Without any expression,"
                                        + " `!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd/HH}/` is appended.")
                        .defaultsTo("")
                        .high(),
                Option.text(TIMEZONE, "Time zone", "Of dates in prefixes and names.")
                        .defaultsTo("UTC")
                        .valid(new Parsed("a time zone", "write a time zone, such as Europe/Berlin", ZoneId::of))
                        .low(),
                Option.text(
                                EXTENSION,
                                "File extension",
                                "What objects' names end with, in place of what the format and the compression give.")
                        .valid(new Parsed("a dot, and 0-9 a-z ! - _ . * ' ( )", "", FileExtension::new))
                        .low(),
                Option.text(
                                COMPRESSION,
                                "Compression",
                                "The compression of whole objects. Snappy is the stream of snappy-java, as the service's is;"
                                        + " ZSTD is not the service's.")
                        .defaultsTo("UNCOMPRESSED")
                        .oneOf(COMPRESSIONS),
                Option.text(ENCRYPTION, "Encryption", "Which encryption the store is asked for.")
                        .defaultsTo("none")
                        .oneOf(ENCRYPTIONS),
                Option.text(KMS_KEY, "KMS key", "Its id, alias or ARN; without, the account's own for S3.")
                        .when(ENCRYPTION, KMS),
                Option.text(STORAGE_CLASS, "Storage class", "Such as STANDARD_IA; without, the bucket's.")
                        .offers(List.of("STANDARD", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER_IR"))
                        .low());
    }

    @Override
    public void check(Values values) {
        if (!values.isFaulty(BUCKET) && !values.has(BUCKET)) {
            values.fault(BUCKET, "it is empty: write a bucket's name");
        }
        IDENTITY.check(values);
        if (values.has(KMS_KEY) && !values.choice(ENCRYPTION, ENCRYPTIONS).equals(KMS)) {
            values.fault(KMS_KEY, "it is for " + ENCRYPTION + "=" + KMS + " only: write that, or leave the key out");
        }
        if (FormatOptions.converts(values) && values.choice(COMPRESSION, COMPRESSIONS) != Compression.UNCOMPRESSED) {
            values.fault(
                    COMPRESSION,
                    "files of " + values.text(FormatOptions.FORMAT).orElseThrow()
                            + " are compressed inside: write UNCOMPRESSED, and choose with "
                            + FormatOptions.PARQUET_COMPRESSION);
        }
        checkPrefixes(values);
    }

    private static void checkPrefixes(Values values) {
        boolean keyed = data(values).hasPartitionKeys();
        values.attempt(ERROR_PREFIX, () -> prefixes(values));
        if (keyed && DestinationOptions.type(values) != DestinationType.S3) {
            values.fault(PREFIX, "partition keys are for destination s3 only: take them out");
        }
    }

    /**
     * What records' names begin with. Other groups ask for it before this one is checked.
     *
     * @throws Values.Faulty if it cannot be understood, which is then told
     */
    static PrefixTemplate data(Values values) {
        values.attempt(PREFIX, () -> parse(values));
        return parse(values);
    }

    private static PrefixTemplate parse(Values values) {
        return PrefixTemplate.parse(values.text(PREFIX).orElse(""), PrefixRules.PREFIX, zone(values));
    }

    static S3Output read(Values values) {
        return new S3Output(
                store(values),
                values.text(BUCKET).orElseThrow(),
                prefixes(values),
                zone(values),
                values.text(EXTENSION).map(FileExtension::new),
                values.choice(COMPRESSION, COMPRESSIONS),
                new S3ObjectOptions(
                        values.text(ENCRYPTION).filter(encryption -> !encryption.equals("none")),
                        values.text(KMS_KEY),
                        values.text(STORAGE_CLASS)));
    }

    private static S3Settings store(Values values) {
        return new S3Settings(
                values.text(REGION).orElseGet(() -> StreamOptions.region(values)),
                values.text(ENDPOINT).map(Texts::httpUrl),
                values.has(PATH_STYLE) ? values.isTrue(PATH_STYLE) : values.has(ENDPOINT),
                IDENTITY.read(values),
                ANSWER_WITHIN);
    }

    private static Prefixes prefixes(Values values) {
        return Prefixes.parse(
                values.text(PREFIX).orElse(""), values.text(ERROR_PREFIX).orElse(""), zone(values));
    }

    static ZoneId zone(Values values) {
        return values.text(TIMEZONE).<ZoneId>map(ZoneId::of).orElse(ZoneOffset.UTC);
    }
}
