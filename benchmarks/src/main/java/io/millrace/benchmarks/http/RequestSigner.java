package io.millrace.benchmarks.http;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Whole requests, signed by the AWS SDK's own signer, ready to be sent as they stand for as long as the signature holds. */
public final class RequestSigner {

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final AwsCredentialsIdentity identity;
    private final String region;
    private final URI endpoint;
    private final String contentType;

    public RequestSigner(InetSocketAddress server, String contentType, AwsCredentialsIdentity identity, String region) {
        this.endpoint = URI.create("http://" + server.getHostString() + ":" + server.getPort() + "/");
        this.contentType = contentType;
        this.identity = identity;
        this.region = region;
    }

    /** Head and body of a request for an action, in memory that a socket reads without a copy. */
    public ByteBuffer request(String action, byte[] body) {
        SignedRequest signed = signer.sign(request -> request.identity(identity)
                .request(SdkHttpRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .uri(endpoint)
                        .putHeader("Content-Type", contentType)
                        .putHeader("X-Amz-Target", "Kinesis_20131202." + action)
                        .build())
                .payload(ContentStreamProvider.fromByteArray(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "kinesis")
                .putProperty(AwsV4HttpSigner.REGION_NAME, region));
        byte[] head = head(signed.request().headers(), body.length).getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocateDirect(head.length + body.length)
                .put(head)
                .put(body)
                .flip();
    }

    private static String head(Map<String, List<String>> headers, int bodyLength) {
        StringBuilder head = new StringBuilder(512).append("POST / HTTP/1.1\r\n");
        headers.forEach((name, values) -> values.forEach(
                value -> head.append(name).append(": ").append(value).append("\r\n")));
        return head.append("Content-Length: ")
                .append(bodyLength)
                .append("\r\n\r\n")
                .toString();
    }
}
