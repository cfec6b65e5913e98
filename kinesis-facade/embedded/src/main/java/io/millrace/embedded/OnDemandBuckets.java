package io.millrace.embedded;

import java.io.InputStream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Makes a bucket when the first object is written to it: a delivery stream names one, and nobody has to make it beforehand. */
final class OnDemandBuckets extends ForwardingBlobStore {

    OnDemandBuckets(BlobStore objects) {
        super(objects);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        make(request.bucket());
        return super.putBlob(request, payload);
    }

    @Override
    public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
        make(request.bucket());
        return super.initiateMultipartUpload(request);
    }

    private void make(String bucket) {
        try {
            headBucket(HeadBucketRequest.builder().bucket(bucket).build());
        } catch (NoSuchBucketException absent) {
            try {
                createContainer(CreateBucketRequest.builder().bucket(bucket).build());
            } catch (BucketAlreadyOwnedByYouException another) {
                // Another request was first.
            }
        }
    }
}
