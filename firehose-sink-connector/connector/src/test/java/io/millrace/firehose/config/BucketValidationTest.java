package io.millrace.firehose.config;

import static io.millrace.firehose.config.Properties.accepted;
import static io.millrace.firehose.config.Properties.refused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who may write to a bucket, and under which names. */
class BucketValidationTest {

    private static final String KEYED = "c=!{partitionKeyFromQuery:c}/";

    private static final String ERRORS = "failed/!{firehose:error-output-type}/";

    @Test
    void aPrefixWithExpressionsNeedsAnErrorPrefix() {
        refused("s3.error.prefix", "write, for example", "s3.prefix", "!{timestamp:yyyy}/");
        refused("s3.error.prefix", "error-output-type", "s3.prefix", "a/", "s3.error.prefix", "!{timestamp:yyyy}/");
        refused("s3.prefix", "timestamp", "s3.prefix", "!{time:yyyy}/", "s3.error.prefix", ERRORS);
        accepted("s3.prefix", "!{timestamp:yyyy}/", "s3.error.prefix", ERRORS);
    }

    @Test
    void partitionKeysInThePrefixAreTheQuerysOrTheTransforms() {
        accepted("s3.prefix", KEYED, "s3.error.prefix", ERRORS, "partitioning.query", "{c: .id}");
        refused("partitioning.query", "write, for example, {c: .c}", "s3.prefix", KEYED, "s3.error.prefix", ERRORS);
        refused(
                "partitioning.query",
                "does not make c",
                "s3.prefix",
                KEYED,
                "s3.error.prefix",
                ERRORS,
                "partitioning.query",
                "{d: .id}");
        refused(
                "partitioning.query",
                "jq 1.6",
                "s3.prefix",
                KEYED,
                "s3.error.prefix",
                ERRORS,
                "partitioning.query",
                "{c: ");
        refused("s3.prefix", "none of the keys", "partitioning.query", "{c: .id}");
        refused(
                "s3.prefix",
                "transform.runtime",
                "s3.prefix",
                "c=!{partitionKeyFromLambda:c}/",
                "s3.error.prefix",
                ERRORS);
        accepted(
                "s3.prefix",
                "c=!{partitionKeyFromLambda:c}/",
                "s3.error.prefix",
                ERRORS,
                "transform.runtime",
                "http",
                "transform.endpoint",
                "http://localhost:9000");
    }

    @Test
    void aQueryWhoseKeysCannotBeSeenIsLeftToTheRecords() {
        accepted("s3.prefix", KEYED, "s3.error.prefix", ERRORS, "partitioning.query", ".keys");
    }

    @Test
    void partitionsAreForS3Only() {
        assertThat(Properties.faults("destination", "http", "partitioning.query", "{c: .id}"))
                .containsKey("partitioning.query");
        assertThat(Properties.faults("destination", "http", "s3.prefix", KEYED, "s3.error.prefix", ERRORS))
                .containsKey("s3.prefix");
    }

    @Test
    void dynamicPartitioningNeedsAnInterval() {
        accepted("buffer.interval.seconds", "0");
        refused(
                "buffer.interval.seconds",
                "dynamic partitioning",
                "buffer.interval.seconds",
                "0",
                "s3.prefix",
                KEYED,
                "s3.error.prefix",
                ERRORS,
                "partitioning.query",
                "{c: .id}");
    }

    @Test
    void aBackupHasNoPartitionKeysAndModesOfItsDestination() {
        accepted("backup.mode", "disabled");
        refused("backup.mode", "disabled or all", "backup.mode", "failed");
        refused("backup.prefix", "no partition keys", "backup.mode", "all", "backup.prefix", KEYED);
        refused("backup.prefix", "timestamp", "backup.mode", "all", "backup.prefix", "!{date:yyyy}");
        assertThat(Properties.faults("destination", "http", "backup.mode", "disabled"))
                .containsKey("backup.mode");
        assertThat(Properties.faults("destination", "http", "backup.mode", "failed"))
                .doesNotContainKey("backup.mode");
    }

    @Test
    void accessHasBothItsKeys() {
        refused("s3.secret.access.key", "both", "s3.access.key.id", "id");
        refused("s3.access.key.id", "both", "s3.secret.access.key", "secret");
        refused("s3.access.key.id", "both", "s3.session.token", "token");
    }

    @Test
    void aRoleIsAnArnAndWhatIsSaidOfItNeedsIt() {
        String role = "arn:aws:iam::123456789012:role/firehose";
        accepted("s3.role.arn", role, "s3.role.external.id", "42", "s3.sts.endpoint", "https://sts.example.com");
        refused("s3.role.arn", "arn:aws:iam::123456789012:role/", "s3.role.arn", "firehose");
        refused("s3.role.external.id", "write s3.role.arn", "s3.role.external.id", "42");
        refused("s3.sts.endpoint", "write s3.role.arn", "s3.sts.endpoint", "https://sts.example.com");
        refused("s3.sts.endpoint", "URL", "s3.role.arn", role, "s3.sts.endpoint", "sts");
    }

    @Test
    void aKmsKeyIsForEncryptionWithKms() {
        accepted("s3.encryption", "aws:kms");
        accepted("s3.encryption", "aws:kms", "s3.kms.key.id", "alias/data");
        refused("s3.kms.key.id", "aws:kms", "s3.kms.key.id", "alias/data");
        refused("s3.kms.key.id", "aws:kms", "s3.encryption", "AES256", "s3.kms.key.id", "alias/data");
    }
}
