package io.millrace.server.kinesis.encryption;

import io.millrace.server.kinesis.Arns;
import io.millrace.server.kinesis.shape.KeyId;
import io.millrace.server.operation.AwsError;
import java.util.regex.Pattern;

/**
 * What KMS says of a key that it does not have, which here is every key. A program in an account without the key would see
 * the same KMSNotFoundException; KMSOptInRequired would tell it that the account has no KMS at all.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html">GenerateDataKey</a>, by which
 *     the service tries a key
 */
record UnknownKey(Arns arns) {

    private static final Pattern KEY = Pattern.compile("(arn:aws[a-z-]*:kms:[^:]*:\\d{12}:key/)?"
            + "(mrk-[0-9a-f]{32}|[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12})");
    private static final Pattern ALIAS = Pattern.compile("(arn:aws[a-z-]*:kms:[^:]*:\\d{12}:)?alias/.+");

    AwsError of(KeyId keyId) {
        String id = keyId.value();
        String prefix = id.startsWith("arn:") ? "" : "arn:aws:kms:" + arns.region() + ":" + arns.accountId() + ":";
        if (ALIAS.matcher(id).matches()) {
            return AwsError.kmsNotFound("Alias " + prefix + id + " is not found.");
        }
        if (KEY.matcher(id).matches()) {
            return AwsError.kmsNotFound("Key '" + (prefix.isEmpty() ? id : prefix + "key/" + id) + "' does not exist");
        }
        return AwsError.kmsNotFound("Invalid keyId " + id);
    }
}
