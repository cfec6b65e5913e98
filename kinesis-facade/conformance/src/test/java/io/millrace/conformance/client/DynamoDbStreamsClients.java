package io.millrace.conformance.client;

import java.net.URI;
import java.util.function.Function;

/** Clients of DynamoDB Streams beside the SDK for Java. */
public enum DynamoDbStreamsClients {
    BOTO3(endpoint -> DriverClient.boto3("dynamodbstreams", endpoint)),
    AWSCLI(endpoint -> new AwsCliClient(Runtimes.aws(), "dynamodbstreams", endpoint));

    private final Function<URI, ClientPort> opener;

    DynamoDbStreamsClients(Function<URI, ClientPort> opener) {
        this.opener = opener;
    }

    /** @throws org.opentest4j.TestAbortedException if this machine lacks what the client runs on */
    public ClientPort open(URI endpoint) {
        return opener.apply(endpoint);
    }
}
