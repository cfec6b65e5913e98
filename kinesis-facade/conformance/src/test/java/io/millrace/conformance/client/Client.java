package io.millrace.conformance.client;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Every client that the themes are run with. */
public enum Client {
    JAVA_SYNC_CBOR_HTTP(at -> new JavaSyncClient(new JavaClientSettings(at.http(), true))),
    JAVA_SYNC_JSON_HTTPS(at -> new JavaSyncClient(new JavaClientSettings(at.https(), false))),
    JAVA_ASYNC_CBOR_HTTPS(at -> new JavaAsyncClient(new JavaClientSettings(at.https(), true))),
    JAVA_ASYNC_JSON_HTTP(at -> new JavaAsyncClient(new JavaClientSettings(at.http(), false))),
    BOTO3_HTTP(at -> boto3(at.http())),
    BOTO3_HTTPS(at -> boto3(at.https())),
    NODE_HTTP(at -> node(at.http())),
    NODE_HTTPS(at -> node(at.https())),
    AWSCLI_HTTP(at -> new AwsCliClient(Runtimes.aws(), "kinesis", at.http()));

    private final Function<Endpoints, KinesisClientPort> opener;

    Client(Function<Endpoints, KinesisClientPort> opener) {
        this.opener = opener;
    }

    /** @throws org.opentest4j.TestAbortedException if this machine lacks what the client runs on */
    public KinesisClientPort open(Endpoints endpoints) {
        return opener.apply(endpoints);
    }

    /** In requests botocore sends times in whole seconds, by its own choice. */
    public boolean sendsMilliseconds() {
        return this != BOTO3_HTTP && this != BOTO3_HTTPS && this != AWSCLI_HTTP;
    }

    private static KinesisClientPort boto3(URI endpoint) {
        return DriverClient.boto3("kinesis", endpoint);
    }

    private static KinesisClientPort node(URI endpoint) {
        return new DriverClient(
                "AWS SDK for JavaScript",
                List.of("node", "--no-warnings", "src/test/drivers/node_driver.mjs", endpoint.toString()),
                Map.of("MILLRACE_NPM", Runtimes.npm().toString(), "NODE_TLS_REJECT_UNAUTHORIZED", "0"));
    }
}
