package io.millrace.benchmarks.drivers;

import io.millrace.benchmarks.http.BodyFormat;
import io.millrace.benchmarks.http.RequestSigner;
import io.millrace.benchmarks.servers.ChildProcess;
import io.millrace.benchmarks.servers.Servers;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Where a server of the Kinesis API is and what it is made of.
 *
 * @param addresses of its nodes, any of which serves any request
 * @param storage see {@link SystemUnderTest#storage()}
 * @param servers see {@link SystemUnderTest#servers()}
 */
public record KinesisEndpoint(List<InetSocketAddress> addresses, String storage, Map<String, ProcessHandle> servers) {

    public static final String REGION = "us-east-1";

    public KinesisEndpoint {
        addresses = List.copyOf(addresses);
        servers = Map.copyOf(servers);
    }

    /** Facades on one broker. */
    public static KinesisEndpoint of(ChildProcess broker, List<ChildProcess> facades) {
        Map<String, ProcessHandle> servers = new LinkedHashMap<>();
        servers.put("broker", broker.handle());
        for (int i = 0; i < facades.size(); i++) {
            servers.put(
                    facades.size() == 1 ? "facade" : "facade " + (i + 1),
                    facades.get(i).handle());
        }
        return new KinesisEndpoint(facades.stream().map(ChildProcess::address).toList(), "kafka", servers);
    }

    URI uri() {
        return URI.create("http://" + first().getHostString() + ":" + first().getPort());
    }

    private InetSocketAddress first() {
        return addresses.get(0);
    }

    /** A signature holds at every node: none of them knows its own name. */
    public RequestSigner signer(BodyFormat format) {
        AwsCredentialsIdentity identity = AwsCredentialsIdentity.create(Servers.ACCESS_KEY, Servers.SECRET_KEY);
        return new RequestSigner(first(), format.contentType(), identity, REGION);
    }

    KinesisControl control() {
        return new KinesisControl(this);
    }
}
