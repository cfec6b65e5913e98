package io.millrace.firehose.destination.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

class S3ObjectOptionsTest {

    @Test
    void objectsAreAskedForWithTheirKeyAndTheirClass() {
        CreateMultipartUploadRequest request = request(
                new S3ObjectOptions(Optional.of("aws:kms"), Optional.of("alias/orders"), Optional.of("GLACIER_IR")));

        assertThat(request.serverSideEncryptionAsString()).isEqualTo("aws:kms");
        assertThat(request.ssekmsKeyId()).isEqualTo("alias/orders");
        assertThat(request.storageClassAsString()).isEqualTo("GLACIER_IR");
    }

    @Test
    void headsAreEncryptedAsObjectsAreForBucketsThatTakeNothingElseAndAreOfNoClassOfTheirs() {
        PutObjectRequest.Builder head = PutObjectRequest.builder();
        new S3ObjectOptions(Optional.of("aws:kms"), Optional.of("alias/orders"), Optional.of("GLACIER_IR"))
                .applyToHead(head);

        PutObjectRequest request = head.build();
        assertThat(request.serverSideEncryptionAsString()).isEqualTo("aws:kms");
        assertThat(request.ssekmsKeyId()).isEqualTo("alias/orders");
        assertThat(request.storageClass()).isNull();
    }

    @Test
    void whatIsNotSaidIsLeftToTheBucket() {
        CreateMultipartUploadRequest request = request(S3ObjectOptions.NONE);

        assertThat(request.serverSideEncryptionAsString()).isNull();
        assertThat(request.ssekmsKeyId()).isNull();
        assertThat(request.storageClassAsString()).isNull();
    }

    private static CreateMultipartUploadRequest request(S3ObjectOptions options) {
        CreateMultipartUploadRequest.Builder request = CreateMultipartUploadRequest.builder();
        options.applyTo(request);
        return request.build();
    }
}
