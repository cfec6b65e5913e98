package io.millrace.server.firehose.encryption;

import static io.millrace.server.firehose.FirehoseBench.BUCKET;
import static io.millrace.server.firehose.FirehoseBench.ROLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.server.firehose.FirehoseBench;
import io.millrace.server.kinesis.Streams;
import org.junit.jupiter.api.Test;

/** StartDeliveryStreamEncryption and StopDeliveryStreamEncryption. */
final class DeliveryStreamEncryptionTest {

    private static final String AUDIT = "{\"DeliveryStreamName\": \"audit\"";
    private static final String INPUT = ", \"DeliveryStreamEncryptionConfigurationInput\": ";

    private final FirehoseBench bench = new FirehoseBench();

    private String shown() {
        return bench.describe().path("DeliveryStreamEncryptionConfiguration").toString();
    }

    @Test
    void whatIsSaidIsKeptAndShown() {
        bench.active("\"S3DestinationConfiguration\": " + BUCKET);

        bench.call("StartDeliveryStreamEncryption", AUDIT + "}");
        assertThat(shown()).isEqualTo("{\"KeyType\":\"AWS_OWNED_CMK\",\"Status\":\"ENABLED\"}");

        bench.call("StopDeliveryStreamEncryption", AUDIT + "}");
        assertThat(shown()).isEqualTo("{\"Status\":\"DISABLED\"}");
    }

    @Test
    void itCanBeSaidWhenADeliveryStreamIsMade() {
        bench.create("\"DeliveryStreamEncryptionConfigurationInput\": {\"KeyType\": \"AWS_OWNED_CMK\"},"
                + " \"S3DestinationConfiguration\": " + BUCKET);

        assertThat(shown()).contains("ENABLED");
    }

    @Test
    void aKeyOfOnesOwnIsNotFound() {
        bench.active("\"S3DestinationConfiguration\": " + BUCKET);

        assertThat(bench.refusal(
                                "StartDeliveryStreamEncryption",
                                AUDIT + INPUT + "{\"KeyType\": \"CUSTOMER_MANAGED_CMK\", \"KeyARN\":"
                                        + " \"arn:aws:kms:us-east-1:123456789012:key/k\"}}")
                        .code())
                .isEqualTo("InvalidKMSResourceException");
        assertThat(bench.refusal(
                                "StartDeliveryStreamEncryption",
                                AUDIT + INPUT + "{\"KeyType\": \"CUSTOMER_MANAGED_CMK\"}}")
                        .code())
                .isEqualTo("InvalidArgumentException");
    }

    @Test
    void itIsForDirectPutsAlone() {
        bench.catalog.put(Streams.active("orders"));
        bench.active("\"DeliveryStreamType\": \"KinesisStreamAsSource\", \"KinesisStreamSourceConfiguration\":"
                + " {\"KinesisStreamARN\": \"arn:aws:kinesis:us-east-1:123456789012:stream/orders\", \"RoleARN\": \""
                + ROLE + "\"}, \"S3DestinationConfiguration\": " + BUCKET);

        assertThat(bench.refusal("StartDeliveryStreamEncryption", AUDIT + "}").code())
                .isEqualTo("InvalidArgumentException");
        assertThat(bench.refusal("StopDeliveryStreamEncryption", AUDIT + "}").code())
                .isEqualTo("InvalidArgumentException");
    }
}
