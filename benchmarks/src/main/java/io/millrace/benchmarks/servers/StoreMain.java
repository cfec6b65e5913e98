package io.millrace.benchmarks.servers;

import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** S3Proxy, whose objects are in memory. */
public final class StoreMain {

    private StoreMain() {}

    public static void main(String[] arguments) throws Exception {
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(new TransientNio2BlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, Servers.ACCESS_KEY, Servers.SECRET_KEY)
                .build();
        proxy.start();
        Lifeline.readyUntilParentEnds(Integer.toString(proxy.getPort()));
        System.exit(0);
    }
}
