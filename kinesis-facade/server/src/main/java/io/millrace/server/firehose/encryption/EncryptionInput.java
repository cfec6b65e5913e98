package io.millrace.server.firehose.encryption;

import io.millrace.mapping.catalog.DeliveryEncryption;
import io.millrace.mapping.catalog.DeliverySource;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import io.millrace.server.firehose.shape.KmsKeyArn;
import io.millrace.server.operation.AwsError;
import io.millrace.server.wire.Wire;
import java.util.Optional;

/** With which key a delivery stream is to be encrypted. */
public record EncryptionInput(@Wire("KeyARN") Optional<KmsKeyArn> keyArn, KeyType keyType) {

    /** Whose key it is. */
    public enum KeyType {
        AWS_OWNED_CMK,
        CUSTOMER_MANAGED_CMK
    }

    /** What is kept of it. */
    public DeliveryEncryption granted(DeliveryStreamFact stream) {
        requireDirectPut(stream);
        if (keyType == KeyType.CUSTOMER_MANAGED_CMK) {
            if (keyArn.isEmpty()) {
                throw AwsError.invalidArgument("KeyARN is needed for KeyType CUSTOMER_MANAGED_CMK.")
                        .asException();
            }
            throw new AwsError(
                            "InvalidKMSResourceException",
                            400,
                            "Key '" + keyArn.get() + "' does not exist: there is no key ring here.")
                    .asException();
        }
        if (keyArn.isPresent()) {
            throw AwsError.invalidArgument("KeyARN is not allowed for KeyType AWS_OWNED_CMK.")
                    .asException();
        }
        return DeliveryEncryption.ENABLED;
    }

    static void requireDirectPut(DeliveryStreamFact stream) {
        if (!(stream.source() instanceof DeliverySource.DirectPut)) {
            throw AwsError.invalidArgument(
                            "Server-side encryption is for delivery streams with DirectPut as their source alone.")
                    .asException();
        }
    }
}
