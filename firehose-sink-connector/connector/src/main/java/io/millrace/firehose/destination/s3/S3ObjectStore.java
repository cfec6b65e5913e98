package io.millrace.firehose.destination.s3;

import io.millrace.firehose.aws.Credentials;
import io.millrace.firehose.delivery.NoAnswerException;
import io.millrace.firehose.delivery.ObjectName;
import io.millrace.firehose.delivery.ObjectStore;
import io.millrace.firehose.delivery.Part;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** S3 by its SDK; every call is one request. */
public final class S3ObjectStore implements ObjectStore, AutoCloseable {

    private static final String OBJECT = "application/octet-stream";
    private static final String HEAD = "application/json";

    private final Credentials credentials;
    private final S3Client s3;
    private final S3ObjectOptions options;

    /** @param connections how many requests may be under way at once */
    public S3ObjectStore(S3Settings settings, S3ObjectOptions options, int connections) {
        this.credentials = Credentials.of(settings.identity(), settings.region());
        this.s3 = S3Clients.build(settings, credentials, connections);
        this.options = options;
    }

    @Override
    public Optional<Stored> get(ObjectName name) throws NoAnswerException {
        return Answers.to(() -> {
            try {
                ResponseBytes<GetObjectResponse> object =
                        s3.getObjectAsBytes(get -> get.bucket(name.bucket()).key(name.key()));
                return Optional.of(
                        new Stored(object.asByteArrayUnsafe(), object.response().eTag()));
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public Optional<String> create(ObjectName name, byte[] bytes) throws NoAnswerException {
        return put(request(name).ifNoneMatch("*").build(), bytes);
    }

    @Override
    public Optional<String> replace(ObjectName name, byte[] bytes, String tag) throws NoAnswerException {
        return put(request(name).ifMatch(tag).build(), bytes);
    }

    private PutObjectRequest.Builder request(ObjectName name) {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket(name.bucket()).key(name.key()).contentType(HEAD);
        options.applyToHead(request);
        return request;
    }

    private Optional<String> put(PutObjectRequest request, byte[] bytes) throws NoAnswerException {
        return Answers.to(() -> {
            try {
                return Optional.of(s3.putObject(request, body(bytes)).eTag());
            } catch (S3Exception e) {
                if (e.statusCode() == 412 || Answers.isNoSuchKey(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /** The SDK would copy them: nobody changes them before the answer. */
    private static RequestBody body(byte[] bytes) {
        return RequestBody.fromContentProvider(ContentStreamProvider.fromByteArrayUnsafe(bytes), bytes.length, OBJECT);
    }

    @Override
    public Upload createUpload(ObjectName name, Optional<String> contentEncoding) throws NoAnswerException {
        CreateMultipartUploadRequest.Builder request = CreateMultipartUploadRequest.builder()
                .bucket(name.bucket())
                .key(name.key())
                .contentType(OBJECT);
        contentEncoding.ifPresent(request::contentEncoding);
        options.applyTo(request);
        return Answers.to(() -> {
            CreateMultipartUploadResponse upload = s3.createMultipartUpload(request.build());
            return new Upload(upload.uploadId(), Answers.date(upload));
        });
    }

    @Override
    public String uploadPart(ObjectName name, String uploadId, int number, byte[] bytes) throws NoAnswerException {
        return Answers.to(() -> s3.uploadPart(
                        part -> part.bucket(name.bucket())
                                .key(name.key())
                                .uploadId(uploadId)
                                .partNumber(number),
                        body(bytes))
                .eTag());
    }

    @Override
    public boolean completeUpload(ObjectName name, String uploadId, List<Part> parts) throws NoAnswerException {
        List<CompletedPart> completed = parts.stream()
                .map(part -> CompletedPart.builder()
                        .partNumber(part.number())
                        .eTag(part.tag())
                        .build())
                .toList();
        return Answers.to(() -> {
            try {
                s3.completeMultipartUpload(complete -> complete.bucket(name.bucket())
                        .key(name.key())
                        .uploadId(uploadId)
                        .multipartUpload(upload -> upload.parts(completed)));
                return true;
            } catch (S3Exception e) {
                if (Answers.isNoSuchUpload(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    @Override
    public void abortUpload(ObjectName name, String uploadId) throws NoAnswerException {
        Answers.to(() -> {
            try {
                return s3.abortMultipartUpload(
                        abort -> abort.bucket(name.bucket()).key(name.key()).uploadId(uploadId));
            } catch (S3Exception e) {
                if (Answers.isNoSuchUpload(e)) {
                    return e;
                }
                throw e;
            }
        });
    }

    @Override
    public Presence look(ObjectName name) throws NoAnswerException {
        return Answers.to(() -> {
            try {
                HeadObjectResponse head =
                        s3.headObject(look -> look.bucket(name.bucket()).key(name.key()));
                return new Presence(true, Answers.date(head));
            } catch (NoSuchKeyException e) {
                return new Presence(false, Answers.date(e));
            }
        });
    }

    @Override
    public void close() {
        s3.close();
        credentials.close();
    }
}
