package io.millrace.firehose.destination.s3;

import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * What is asked for of objects. Heads are encrypted as what is delivered is, since there are buckets that take nothing else; they are of the standard class, as
 * they are small and replaced often.
 *
 * @param encryption such as {@code aws:kms}
 * @param kmsKey id, alias or ARN, with {@code aws:kms}
 * @param storageClass such as {@code STANDARD_IA}
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html">CreateMultipartUpload</a>
 */
public record S3ObjectOptions(Optional<String> encryption, Optional<String> kmsKey, Optional<String> storageClass) {

    public static final S3ObjectOptions NONE =
            new S3ObjectOptions(Optional.empty(), Optional.empty(), Optional.empty());

    void applyTo(CreateMultipartUploadRequest.Builder request) {
        encryption.ifPresent(request::serverSideEncryption);
        kmsKey.ifPresent(request::ssekmsKeyId);
        storageClass.ifPresent(request::storageClass);
    }

    void applyToHead(PutObjectRequest.Builder request) {
        encryption.ifPresent(request::serverSideEncryption);
        kmsKey.ifPresent(request::ssekmsKeyId);
    }
}
