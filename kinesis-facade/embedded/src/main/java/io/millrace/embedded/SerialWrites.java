package io.millrace.embedded;

import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Two writes of one object, one after the other, where S3Proxy alone would look and then write: {@code PUT} with {@code If-Match}, of which one
 * must lose, and the completion of an upload by several, of which all must hear that it is done. The latter also holds for an upload whose
 * completion a {@code kill -9} cut off after the object was there.
 */
final class SerialWrites extends ForwardingBlobStore {

    private final List<Object> locks =
            IntStream.range(0, 64).mapToObj(stripe -> new Object()).toList();

    SerialWrites(BlobStore objects) {
        super(objects);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        if (request.ifMatch() == null) {
            return super.putBlob(request, payload);
        }
        synchronized (lockOf(request.bucket(), request.key())) {
            @Nullable String tag = tagOf(request.bucket(), request.key());
            if (tag == null || !(request.ifMatch().equals("*") || tag.equals(bare(request.ifMatch())))) {
                throw S3Exceptions.preconditionFailed(null);
            }
            return super.putBlob(request, payload);
        }
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        synchronized (lockOf(upload.containerName(), upload.blobName())) {
            try {
                return super.completeMultipartUpload(upload, request);
            } catch (S3Exception e) {
                String complete = tagOf(request.multipartUpload().parts());
                if (e.statusCode() == 400 && complete.equals(tagOf(upload.containerName(), upload.blobName()))) {
                    return CompleteMultipartUploadResponse.builder()
                            .eTag('"' + complete + '"')
                            .build();
                }
                throw e;
            }
        }
    }

    private Object lockOf(String bucket, String key) {
        return locks.get(Math.floorMod((bucket + '/' + key).hashCode(), locks.size()));
    }

    private @Nullable String tagOf(String bucket, String key) {
        HeadObjectResponse head = blobMetadataIfPresent(bucket, key);
        return head == null || head.eTag() == null ? null : bare(head.eTag());
    }

    /** As S3 makes it: the digest of the parts' digests, and their number. */
    private static String tagOf(List<CompletedPart> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            parts.forEach(part -> digest.update(HexFormat.of().parseHex(bare(part.eTag()))));
            return HexFormat.of().formatHex(digest.digest()) + "-" + parts.size();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IllegalArgumentException e) {
            return "no tag: a part's is not a digest";
        }
    }

    private static String bare(String tag) {
        return tag.replace("\"", "");
    }
}
