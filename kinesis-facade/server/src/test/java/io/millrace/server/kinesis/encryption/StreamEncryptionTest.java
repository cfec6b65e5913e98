package io.millrace.server.kinesis.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.shape.KeyId;
import io.millrace.server.kinesis.streams.EncryptionType;
import io.millrace.server.kinesis.streams.StreamLookup;
import io.millrace.server.operation.AwsError;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** StartStreamEncryption and StopStreamEncryption together. */
final class StreamEncryptionTest {

    private static final String GUID = "1234abcd-12ab-34cd-56ef-1234567890ab";

    private final TestCatalog catalog = TestCatalog.of(Streams.active("orders"));
    private final StreamLookup streams = new StreamLookup(catalog, Streams.ARNS);
    private final StartStreamEncryption start = new StartStreamEncryption(streams, Streams.ARNS);
    private final StopStreamEncryption stop = new StopStreamEncryption(streams);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                GUID + "| Key 'arn:aws:kms:us-east-1:123456789012:key/" + GUID + "' does not exist",
                "arn:aws:kms:eu-west-1:111122223333:key/" + GUID + "| Key 'arn:aws:kms:eu-west-1:111122223333:key/"
                        + GUID + "' does not exist",
                "alias/aws/kinesis | Alias arn:aws:kms:us-east-1:123456789012:alias/aws/kinesis is not found.",
                "arn:aws:kms:eu-west-1:111122223333:alias/mine"
                        + "| Alias arn:aws:kms:eu-west-1:111122223333:alias/mine is not found.",
                "my-key | Invalid keyId my-key"
            })
    void everyKeyIsUnknown(String keyId, String message) {
        assertThat(Calls.refusal(start, starting(EncryptionType.KMS, keyId))).isEqualTo(AwsError.kmsNotFound(message));
        assertThat(catalog.written()).isEmpty();
    }

    @Test
    void stoppingWhatNeverBeganIsDone() {
        Calls.call(stop, stopping("orders", EncryptionType.KMS));

        assertThat(catalog.written()).isEmpty();
    }

    @Test
    void onlyKmsIsATypeOfEncryption() {
        AwsError invalid =
                AwsError.invalidArgument("EncryptionType NONE is not valid for this operation: it must be KMS.");

        assertThat(Calls.refusal(start, starting(EncryptionType.NONE, GUID))).isEqualTo(invalid);
        assertThat(Calls.refusal(stop, stopping("orders", EncryptionType.NONE))).isEqualTo(invalid);
    }

    @Test
    void theStreamMustBeThereAndActive() {
        assertThat(Calls.refusal(stop, stopping("none", EncryptionType.KMS)))
                .isEqualTo(AwsError.resourceNotFound("Stream none under account 123456789012 not found."));

        catalog.put(Streams.active("orders").withStatus(StreamStatus.UPDATING));
        assertThat(Calls.refusal(start, starting(EncryptionType.KMS, GUID)).code())
                .isEqualTo("ResourceInUseException");
        assertThat(Calls.refusal(stop, stopping("orders", EncryptionType.KMS)).code())
                .isEqualTo("ResourceInUseException");
    }

    private static StartStreamEncryption.Request starting(EncryptionType type, String keyId) {
        return new StartStreamEncryption.Request(
                type, new KeyId(keyId), Optional.of(new StreamName("orders")), Optional.empty(), Optional.empty());
    }

    private static StopStreamEncryption.Request stopping(String stream, EncryptionType type) {
        return new StopStreamEncryption.Request(
                type, new KeyId(GUID), Optional.of(new StreamName(stream)), Optional.empty(), Optional.empty());
    }
}
