package io.millrace.benchmarks.drivers;

import io.millrace.benchmarks.http.BodyFormat;
import io.millrace.benchmarks.http.RequestSigner;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Where a server of the Kinesis API is and what it is made of.
 *
 * @param storage see {@link SystemUnderTest#storage()}
 * @param servers see {@link SystemUnderTest#servers()}
 */
public record KinesisEndpoint(InetSocketAddress address, String storage, Map<String, ProcessHandle> servers) {

    public static final String REGION = "us-east-1";
    public static final String ACCESS_KEY = "AKIDBENCHMARK0000000";
    public static final String SECRET_KEY = "not-a-secret-but-long-enough-for-one-0000";

    URI uri() {
        return URI.create("http://" + address.getHostString() + ":" + address.getPort());
    }

    RequestSigner signer(BodyFormat format) {
        AwsCredentialsIdentity identity = AwsCredentialsIdentity.create(ACCESS_KEY, SECRET_KEY);
        return new RequestSigner(address, format.contentType(), identity, REGION);
    }

    KinesisControl control() {
        return new KinesisControl(this);
    }
}
